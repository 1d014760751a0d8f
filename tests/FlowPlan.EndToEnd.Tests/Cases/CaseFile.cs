using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace FlowPlan.EndToEnd.Tests.Cases;

/// <summary>The <c>case.yaml</c> of a golden case: what it shows, what happened before, and how the commands are given.</summary>
internal sealed class CaseFile
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance)
        .WithDuplicateKeyChecking()
        .Build();

    /// <summary>One sentence for the reader.</summary>
    public string Shows { get; set; } = string.Empty;

    /// <summary>What happened before the plan, in order, one day each.</summary>
    public List<CaseStep> History { get; set; } = [];

    /// <summary>The environment, where the manifest has several.</summary>
    public string? Environment { get; set; }

    /// <summary>Sensitive variables by name; their values must show nowhere.</summary>
    public Dictionary<string, string> Secrets { get; set; } = [];

    /// <summary>The command that is run after the plan: <c>apply</c> or <c>destroy</c>.</summary>
    public string Verb { get; set; } = "apply";

    /// <summary>The options of that command besides <c>--auto-approve</c>.</summary>
    public List<string> Options { get; set; } = ["--allow-delete"];

    /// <summary>Options of the plan, and of the apply as well, such as <c>--only</c>.</summary>
    public List<string> PlanOptions { get; set; } = [];

    /// <summary>Whether a plan after the apply still finds something to do, as when only a part was applied.</summary>
    public bool LeavesWork { get; set; }

    /// <summary>What else is shown: <c>drift</c>, <c>markdown</c>.</summary>
    public List<string> Also { get; set; } = [];

    public static CaseFile Read(string path) => Yaml.Deserialize<CaseFile>(File.ReadAllText(path));
}

/// <summary>One thing that happened before the plan.</summary>
internal sealed class CaseStep
{
    /// <summary>The folder of a manifest that was applied with the lockfile of the case.</summary>
    public string? Apply { get; set; }

    /// <summary>The folder of a manifest that somebody else applied, with a lockfile that nobody here has.</summary>
    public string? Elsewhere { get; set; }

    /// <summary>The address of an object that somebody edited on the platform; one of others is written <c>folder/address</c>.</summary>
    public string? Edit { get; set; }

    /// <summary>The address of an object that somebody deleted on the platform.</summary>
    public string? Delete { get; set; }

    /// <summary>Whether the lockfile was lost.</summary>
    public bool LoseLockfile { get; set; }

    /// <summary>Who edited.</summary>
    public string By { get; set; } = "jane@acme.com";

    /// <summary>What was edited, merged into the object as the service keeps it.</summary>
    public Dictionary<string, object?> Set { get; set; } = [];

    /// <summary>Sensitive variables of the apply.</summary>
    public Dictionary<string, string> Secrets { get; set; } = [];

    /// <summary>The emulator's fault script during the apply, as JSON.</summary>
    public string? Faults { get; set; }

    /// <summary>Whether the apply was killed when the fault struck.</summary>
    public bool Killed { get; set; }

    /// <summary>The exit code of the apply.</summary>
    public int Exit { get; set; }
}
