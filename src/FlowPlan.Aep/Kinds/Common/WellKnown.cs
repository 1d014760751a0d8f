namespace FlowPlan.Aep.Kinds.Common;

/// <summary>Ids that are the same in every organization.</summary>
internal static class WellKnown
{
    /// <summary>The connection spec of the HTTP API source.</summary>
    public const string HttpApi = "bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb";

    /// <summary>The connection spec of the data lake, where datasets are.</summary>
    public const string DataLake = "c604ff05-7f1a-43c0-8e18-33bf874cb11c";

    /// <summary>The name of the HTTP API's way to authenticate.</summary>
    public const string StreamingAuth = "Streaming Connection";

    /// <summary>The flow spec of a streaming flow whose records fit their schema already.</summary>
    public const string FlowSpecWithoutMapping = "d8a6f005-7eaf-4153-983e-e8574508b877";

    /// <summary>The flow spec of a streaming flow with a mapping.</summary>
    public const string FlowSpecWithMapping = "c1a19761-d2c7-4702-b9fa-fe91f0613e81";
}
