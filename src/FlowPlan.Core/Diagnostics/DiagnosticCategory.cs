namespace FlowPlan.Core.Diagnostics;

/// <summary>The parts of FlowPlan that findings belong to, in the order of <c>docs/diagnostics.md</c>.</summary>
public enum DiagnosticCategory
{
    /// <summary>Manifest files and YAML.</summary>
    ManifestFiles,

    /// <summary>The structure of a manifest.</summary>
    ManifestForm,

    /// <summary>Environments, variables and overrides.</summary>
    Variables,

    /// <summary>Expressions.</summary>
    Expressions,

    /// <summary><c>forEach</c>, <c>when</c>, <c>defaults</c> and components.</summary>
    Reuse,

    /// <summary>Outputs and <c>moved</c> blocks.</summary>
    Outputs,

    /// <summary>References, and rules of the platform that are checked before any call.</summary>
    References,

    /// <summary>Settings, credentials and calls to the platform.</summary>
    Platform,

    /// <summary>Planning.</summary>
    Planning,

    /// <summary>Importing objects and removing them from the state.</summary>
    Importing,

    /// <summary>Applying a plan and recovering from an interrupted run.</summary>
    Applying,

    /// <summary>Lockfile, lock, journal and files.</summary>
    State,

    /// <summary>Export.</summary>
    Export,

    /// <summary>Sending records, and what becomes of them.</summary>
    Data,

    /// <summary>Command line, saved plans, approval and FlowPlan itself.</summary>
    CommandLine,
}
