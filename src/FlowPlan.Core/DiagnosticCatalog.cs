using FlowPlan.Core.Applying.Recovery;
using FlowPlan.Core.Applying.Writing;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.DocumentTemplates;
using FlowPlan.Core.Files;
using FlowPlan.Core.Importing;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Manifests.Blocks;
using FlowPlan.Core.Manifests.Expansion;
using FlowPlan.Core.Manifests.Imports;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Manifests.Templates;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Planning.Findings;
using FlowPlan.Core.State;
using FlowPlan.Core.State.Encryption;
using FlowPlan.Core.State.Engines;
using FlowPlan.Core.State.Serialization;

namespace FlowPlan.Core;

/// <summary>All kinds of findings of the engine.</summary>
public static class DiagnosticCatalog
{
    /// <summary>The kinds of findings, in the order of the stages.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        .. YamlDescriptors.All,
        .. SchemaDescriptors.All,
        .. VariableDescriptors.All,
        .. TemplateDescriptors.All,
        .. ExpansionDescriptors.All,
        .. ProjectImportDescriptors.All,
        .. OutputDescriptors.All,
        .. PlanDescriptors.All,
        .. ImportDescriptors.All,
        .. ApplyDescriptors.All,
        .. RecoveryDescriptors.All,
        .. StateDescriptors.All,
        .. LockDescriptors.All,
        .. EngineDescriptors.All,
        .. EncryptionDescriptors.All,
        .. JournalDescriptors.All,
        .. FileDescriptors.All,
        .. DocumentTemplateDescriptors.All,
    ];
}
