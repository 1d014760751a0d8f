namespace FlowPlan.Core.Manifests.Blocks;

/// <summary>The sections of a manifest for what is written once and used several times.</summary>
internal static class ReuseSections
{
    /// <summary>What the resources of a section have unless they say otherwise.</summary>
    public const string Defaults = "defaults";

    /// <summary>Groups of resources.</summary>
    public const string Components = "components";

    /// <summary>The uses of components.</summary>
    public const string Instances = "instances";

    /// <summary>What a component declares, and an instance sets.</summary>
    public const string Inputs = "inputs";
}
