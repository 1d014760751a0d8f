namespace FlowPlan.Cli.Options;

/// <summary>Options of other tools that people write by habit, and what they are called here.</summary>
internal static class HabitualOptions
{
    /// <summary>What to write in place of an option; null where there is nothing special to say.</summary>
    public static string? HelpFor(string option, string command, IReadOnlyCollection<string> known) => option switch
    {
        "yes" or "y" or "force" or "f" or "assume-yes" or "approve" when known.Contains("--auto-approve") => "did you mean '--auto-approve'?",
        "dry-run" or "check" or "whatif" or "what-if" when command is "apply" or "destroy" => $"'flowplan plan{(command == "destroy" ? " --destroy" : string.Empty)}' shows what would change and changes nothing",
        "dry-run" when command == "plan" => "a plan changes nothing",
        "destroy" when command == "apply" => "run 'flowplan destroy', or 'flowplan plan --destroy' to see what it would delete",
        "environment" or "stage" or "workspace" when known.Contains("--env") => "did you mean '--env'?",
        "json" or "output" or "o" when known.Contains("--format") => "did you mean '--format json'?",
        _ => null,
    };
}
