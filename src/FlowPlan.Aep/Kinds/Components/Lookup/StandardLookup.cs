using System.Text.Json;
using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Aep.Services.SchemaRegistry;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Kinds.Components.Lookup;

/// <summary>Asks the registry for standard components that the table does not have, each once.</summary>
internal sealed class StandardLookup(SchemaRegistryClient registry)
{
    /// <summary>An error for each component that does not exist; <paramref name="found"/> says more of those that do.</summary>
    /// <param name="desired">The resources that name them.</param>
    /// <param name="found">What is wrong with a component that exists; null where nothing is.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<IReadOnlyList<Diagnostic>> CheckAsync(
        IReadOnlyList<DesiredResource> desired, Func<DesiredResource, UnknownComponent, JsonElement, Diagnostic?> found, CancellationToken cancellationToken)
    {
        var (known, diagnostics) = (new Dictionary<(string, string), JsonElement?>(), new List<Diagnostic>());
        foreach (var (resource, component) in desired.SelectMany(d => UnknownComponents.In(d).Select(c => (d, c))))
        {
            if (!known.TryGetValue((component.Kind, component.Id), out var live))
                known[(component.Kind, component.Id)] = live = await registry.For(CollectionOf(component.Kind)).GetGlobalAsync(component.Id, cancellationToken);
            var finding = live is { } there
                ? found(resource, component, there)
                : ComponentDiagnostics.NoSuchStandard(resource.SpanOf(component.Path), component.Id, component.Kind) with { Address = resource.Address };
            if (finding is not null)
                diagnostics.Add(finding);
        }

        return diagnostics;
    }

    private static string CollectionOf(string kind) => kind switch
    {
        ComponentKinds.Class => "classes",
        ComponentKinds.FieldGroup => "fieldgroups",
        _ => "datatypes",
    };
}
