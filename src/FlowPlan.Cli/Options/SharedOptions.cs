using System.CommandLine;
using FlowPlan.Cli.Arguments;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Options;

/// <summary>The options that several commands share, declared once so that they read and behave alike.</summary>
internal sealed class SharedOptions
{
    private readonly AddressForms addresses;

    /// <param name="sections">The kind of each section of a manifest.</param>
    public SharedOptions(IReadOnlyDictionary<string, string> sections)
    {
        addresses = new(sections);
        Format.AcceptOnlyFromAmong("console", "json", "markdown");
        LogLevel.AcceptOnlyFromAmong("none", "info", "trace");
        OptionRules.AddTo(this, addresses);
    }

    public Argument<string> Manifest { get; } = new("manifest")
    {
        Description = "Manifest file, or a folder that contains flowplan.yaml",
        DefaultValueFactory = _ => ".",
    };

    /// <summary>The manifests of a command that takes several.</summary>
    public Argument<string[]> Manifests { get; } = new("manifest")
    {
        Description = "Manifest file, or a folder that contains flowplan.yaml; several, or a pattern with *, are done in the order of their imports",
        Arity = ArgumentArity.ZeroOrMore,
        DefaultValueFactory = _ => ["."],
    };

    public Option<string?> Env { get; } = new("--env", "-e") { Description = "Environment to use", HelpName = "name" };

    public Option<string[]> Var { get; } = new("--var") { Description = "Set a variable; can be repeated", HelpName = "name=value" };

    public Option<string[]> VarFile { get; } = new("--var-file") { Description = "Set variables from a YAML file; can be repeated", HelpName = "file" };

    public EndpointOptions Endpoint { get; } = new();

    public Option<int> Parallelism { get; } = new("--parallelism")
    {
        Description = "Maximum number of concurrent API calls",
        HelpName = "n",
        DefaultValueFactory = _ => 8,
    };

    public Option<string> LockTimeout { get; } = new("--lock-timeout")
    {
        Description = "How long to wait for the state lock, such as 30s or 5m",
        HelpName = "duration",
        DefaultValueFactory = _ => "0s",
    };

    public Option<string> Format { get; } = new("--format")
    {
        Description = "Output format: console, json or markdown",
        HelpName = "format",
        DefaultValueFactory = _ => "console",
    };

    public Option<string[]> Only { get; } = new("--only", "--target")
    {
        Description = "Limit the plan to an address, or a pattern with *, and its dependencies; can be repeated",
        HelpName = "address",
    };

    public Option<string[]> Replace { get; } = new("--replace") { Description = "Force replacement of a resource; can be repeated", HelpName = "address" };

    public Option<string?> Policy { get; } = new("--policy") { Description = "YAML file with rules; a plan that breaks one that denies is refused", HelpName = "file" };

    public Option<string?> Events { get; } = new("--events") { Description = "Also write what happens to a file, as one JSON object per line", HelpName = "file" };

    public Option<bool> Refresh { get; } = new("--refresh")
    {
        Description = "Read every managed object; with --refresh=false, only those that the manifest would change",
        DefaultValueFactory = _ => true,
    };

    public SwitchOption ServiceChecks { get; } = new(
        "--service-checks", "FLOWPLAN_SERVICE_CHECKS", "Have Data Prep validate the mappings that would change, and check targets against schemas that are only referred to");

    public TemplateOption Template { get; } = new();

    public Option<bool> NoColor { get; } = new("--no-color") { Description = "Output without color, like NO_COLOR", Recursive = true };

    public Option<bool> Verbose { get; } = new("--verbose") { Description = "Show every field and every action of a plan", Recursive = true };

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Show results, warnings and errors only: no progress, no line for each change", Recursive = true };

    public Option<string> LogLevel { get; } = new("--log-level")
    {
        Description = "Log verbosity (stderr): none, info or trace",
        HelpName = "level",
        Recursive = true,
        DefaultValueFactory = _ => "none",
    };

    /// <summary>Adds what every command on a manifest takes, or on several.</summary>
    public void AddManifestOptions(Command command, bool several = false)
    {
        command.Add(several ? Manifests : Manifest);
        command.Add(Env);
        command.Add(Var);
        command.Add(VarFile);
    }

    /// <summary>Adds the options of commands that change state and take a resource address as argument.</summary>
    public void AddStateOptions(Command command)
    {
        AddPlatformOptions(command);
        command.Add(LockTimeout);
    }

    /// <summary>Adds what every command that calls the API takes.</summary>
    public void AddPlatformOptions(Command command, bool several = false)
    {
        AddManifestOptions(command, several);
        Endpoint.AddTo(command);
        command.Add(Parallelism);
    }

    /// <summary>Adds what narrows or widens a plan.</summary>
    /// <param name="command">The command.</param>
    /// <param name="replace">Whether the plan may create and replace.</param>
    public void AddPlanOptions(Command command, bool replace = true)
    {
        command.Add(Only);
        if (replace)
            command.Add(Replace);
        command.Add(Refresh);
        if (replace)
            ServiceChecks.AddTo(command);
        command.Add(Policy);
        command.Add(Events);
    }

    public PlanOptions PlanOptions(ParseResult parsed) => new()
    {
        Only = [.. addresses.Normalize(parsed.GetValue(Only))],
        Replace = [.. addresses.Normalize(parsed.GetValue(Replace)).Select(ResourceAddress.Parse)],
        Refresh = parsed.GetResult(Refresh) is null || parsed.GetValue(Refresh),
    };

    /// <summary>The manifests as given.</summary>
    public IReadOnlyList<string> ManifestsOf(ParseResult parsed) => parsed.GetValue(Manifests) is { Length: > 0 } given ? given : ["."];

    public ManifestArguments ManifestArguments(ParseResult parsed) => new(
        parsed.GetValue(Manifest) ?? ".",
        parsed.GetValue(Env),
        parsed.GetValue(Var) ?? [],
        parsed.GetValue(VarFile) ?? []);

    public PlatformArguments PlatformArguments(ParseResult parsed) => new(
        ManifestArguments(parsed), Endpoint.ValueOf(parsed), parsed.GetValue(Parallelism));

    public TimeSpan LockTimeoutOf(ParseResult parsed) => Durations.Parse(parsed.GetValue(LockTimeout)) ?? TimeSpan.Zero;

    /// <summary>The address that an argument gives, in the form that is printed.</summary>
    public string AddressOf(ParseResult parsed, Argument<string> argument) => addresses.Normalize(parsed.GetRequiredValue(argument));

    /// <summary>The addresses that an option gives, in the form that is printed; null when it is not given.</summary>
    public string[]? AddressesOf(ParseResult parsed, Option<string[]> option) =>
        parsed.GetResult(option) is null ? null : addresses.Normalize(parsed.GetValue(option));
}
