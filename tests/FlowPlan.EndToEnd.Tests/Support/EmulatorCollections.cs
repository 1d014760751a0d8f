namespace FlowPlan.EndToEnd.Tests.Support;

/// <summary>The names under which the emulator keeps the objects of kinds.</summary>
internal static class EmulatorCollections
{
    /// <summary>Those that are not the plural of the kind's name.</summary>
    private static readonly Dictionary<string, string> Names = new()
    {
        ["class"] = "classes",
        ["dataset"] = "dataSets",
        ["datasetExpiration"] = "expirations",
        ["datasetLabels"] = "datasetLabels",
        ["dataType"] = "datatypes",
        ["fieldGroup"] = "fieldgroups",
        ["identityNamespace"] = "identities",
        ["mapping"] = "mappingSets",
    };

    /// <summary>The name for a kind.</summary>
    public static string Of(string kind) => Names.GetValueOrDefault(kind, kind + "s");
}
