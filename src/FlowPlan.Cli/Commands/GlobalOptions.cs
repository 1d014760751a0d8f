using System.CommandLine;
using System.Globalization;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Commands;

/// <summary>The options that several commands share, declared once so that they read and behave alike.</summary>
internal sealed class GlobalOptions
{
    public Argument<string> Manifest { get; } = new("manifest")
    {
        Description = "The manifest file, or a folder that holds flowplan.yaml",
        DefaultValueFactory = _ => ".",
    };

    public Option<string?> Env { get; } = new("--env", "-e")
    {
        Description = "The environment of the manifest to work on",
        HelpName = "name",
    };

    public Option<string[]> Var { get; } = new("--var")
    {
        Description = "Sets a variable; may be repeated",
        HelpName = "name=value",
    };

    public Option<string[]> VarFile { get; } = new("--var-file")
    {
        Description = "Sets variables from a YAML file; may be repeated",
        HelpName = "file",
    };

    public Option<string?> Target { get; } = new("--target")
    {
        Description = "Where to send calls: 'emulator', or the URL of a gateway (default: Adobe's, or FLOWPLAN_TARGET)",
        HelpName = "url|emulator",
    };

    public Option<int> Parallelism { get; } = new("--parallelism")
    {
        Description = "How many calls may be in flight at once",
        HelpName = "n",
        DefaultValueFactory = _ => 8,
    };

    public Option<string> LockTimeout { get; } = new("--lock-timeout")
    {
        Description = "How long to wait for another command that holds the lockfile, such as 30s or 5m",
        HelpName = "duration",
        DefaultValueFactory = _ => "0s",
    };

    public Option<string> Format { get; } = new("--format")
    {
        Description = "How to show the plan: console, json or markdown",
        HelpName = "format",
        DefaultValueFactory = _ => "console",
    };

    public Option<string[]> Only { get; } = new("--only")
    {
        Description = "Narrow the plan to an address, or to a pattern with *, and what it needs; may be repeated",
        HelpName = "address",
    };

    public Option<string[]> Replace { get; } = new("--replace")
    {
        Description = "Make a resource anew although nothing about it forces that; may be repeated",
        HelpName = "address",
    };

    public Option<bool> Refresh { get; } = new("--refresh")
    {
        Description = "Whether to read every recorded object; with --refresh=false only those that the manifest would change",
        DefaultValueFactory = _ => true,
    };

    public Option<bool> NoColor { get; } = new("--no-color")
    {
        Description = "Plain output without colour; NO_COLOR does the same",
        Recursive = true,
    };

    public Option<string> LogLevel { get; } = new("--log-level")
    {
        Description = "How much to tell on stderr about what goes on: none, info or trace",
        HelpName = "level",
        Recursive = true,
        DefaultValueFactory = _ => "none",
    };

    public GlobalOptions()
    {
        Format.AcceptOnlyFromAmong("console", "json", "markdown");
        LogLevel.AcceptOnlyFromAmong("none", "info", "trace");
        Parallelism.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 256)
                result.AddError("--parallelism takes a number from 1 to 256.");
        });
        LockTimeout.Validators.Add(result =>
        {
            if (ParseDuration(result.GetValueOrDefault<string>()) is null)
                result.AddError("--lock-timeout takes a duration such as 30s, 5m or 1h.");
        });
        Target.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } target && !IsTarget(target))
                result.AddError("--target takes 'emulator' or an http(s) URL.");
        });
        Replace.Validators.Add(result =>
        {
            foreach (var text in result.GetValueOrDefault<string[]>() ?? [])
            {
                if (!ResourceAddress.TryParse(text, out _))
                    result.AddError($"--replace takes an address such as flow.loyalty, not '{text}'.");
            }
        });
        Var.Validators.Add(result =>
        {
            // What was given is not repeated: it may be a secret whose name was forgotten.
            if ((result.GetValueOrDefault<string[]>() ?? []).Any(pair => pair.IndexOf('=', StringComparison.Ordinal) < 1))
                result.AddError("--var takes name=value.");
        });
    }

    /// <summary>Adds what every command on a manifest takes.</summary>
    public void AddManifestOptions(Command command)
    {
        command.Add(Manifest);
        command.Add(Env);
        command.Add(Var);
        command.Add(VarFile);
    }

    /// <summary>Adds what every command takes that writes records and names its resource itself.</summary>
    public void AddRecordOptions(Command command)
    {
        AddPlatformOptions(command);
        command.Add(LockTimeout);
    }

    /// <summary>Adds what every command that talks to the platform takes.</summary>
    public void AddPlatformOptions(Command command)
    {
        AddManifestOptions(command);
        command.Add(Target);
        command.Add(Parallelism);
    }

    /// <summary>Adds what narrows or widens a plan.</summary>
    public void AddPlanOptions(Command command, bool replace = true)
    {
        command.Add(Only);
        if (replace)
            command.Add(Replace);
        command.Add(Refresh);
    }

    public PlanOptions PlanOptions(ParseResult parsed) => new()
    {
        Only = [.. parsed.GetValue(Only) ?? []],
        Replace = [.. (parsed.GetValue(Replace) ?? []).Select(ResourceAddress.Parse)],
        Refresh = parsed.GetResult(Refresh) is null || parsed.GetValue(Refresh),
    };

    public ManifestArguments ManifestArguments(ParseResult parsed) => new(
        parsed.GetValue(Manifest) ?? ".",
        parsed.GetValue(Env),
        parsed.GetValue(Var) ?? [],
        parsed.GetValue(VarFile) ?? []);

    public PlatformArguments PlatformArguments(ParseResult parsed) => new(
        ManifestArguments(parsed),
        parsed.GetValue(Target),
        parsed.GetValue(Parallelism),
        parsed.GetValue(LogLevel) ?? "none");

    /// <summary>Reads <c>500ms</c>, <c>30s</c>, <c>5m</c> or <c>1h</c>; null when it is nothing of that form.</summary>
    public static TimeSpan? ParseDuration(string? text)
    {
        if (text is null)
            return null;
        var unit = text.AsSpan().TrimStart("0123456789.");
        if (!double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) || amount > 1_000_000)
            return null;
        return unit switch
        {
            "ms" => TimeSpan.FromMilliseconds(amount),
            "" or "s" => TimeSpan.FromSeconds(amount),
            "m" => TimeSpan.FromMinutes(amount),
            "h" => TimeSpan.FromHours(amount),
            _ => null,
        };
    }

    /// <summary>Whether a text names where calls go.</summary>
    public static bool IsTarget(string target) =>
        target == "emulator" || (Uri.TryCreate(target, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https"));
}

/// <summary>Which manifest, for which environment, with which variables.</summary>
internal sealed record ManifestArguments(string Path, string? Environment, string[] Variables, string[] VariableFiles);

/// <summary>A manifest and where its calls go.</summary>
internal sealed record PlatformArguments(ManifestArguments Manifest, string? Target, int Parallelism, string LogLevel);

/// <summary>Where calls go, and what is told of them.</summary>
internal sealed record TargetArguments(string? Target, string LogLevel)
{
    /// <summary>How many calls may run at the same time.</summary>
    public int Parallelism { get; init; } = 8;
}
