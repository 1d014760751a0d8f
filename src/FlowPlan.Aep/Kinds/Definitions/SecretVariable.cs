using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Definitions;

/// <summary>A variable of an exported manifest for a secret that the services do not return.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Address">The resource that needs it.</param>
/// <param name="Path">The field that it fills.</param>
internal sealed record SecretVariable(string Name, string Type, ResourceAddress Address, string Path)
{
    /// <summary>The environment variable that gives its value.</summary>
    public string EnvironmentVariable => ManifestRequest.EnvironmentPrefix + Name;

    /// <summary>A value of its type that is nobody's secret.</summary>
    public string Placeholder => Type switch { "number" => "0", "boolean" => "false", "list" => "[]", "map" => "{}", _ => "-" };
}
