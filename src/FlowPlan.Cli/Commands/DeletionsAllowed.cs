using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Commands;

/// <summary>The deletions and replacements that <c>--allow-delete</c> allows without a prompt.</summary>
internal sealed class DeletionsAllowed
{
    private readonly bool all;
    private readonly IReadOnlyList<AddressPattern> patterns;

    private DeletionsAllowed(bool all, IReadOnlyList<AddressPattern> patterns) => (this.all, this.patterns) = (all, patterns);

    /// <summary>What an option allows: null for none, no value or <c>all</c> for all, else addresses and patterns.</summary>
    public static DeletionsAllowed Of(string[]? option) => new(
        option is not null && (option.Length == 0 || option.Contains("all")),
        [.. (option ?? []).Where(text => text != "all").Select(text => new AddressPattern(text))]);

    /// <summary>True for a resource that may be deleted or replaced.</summary>
    public bool Allows(ResourceAddress address) => all || patterns.Any(p => p.Matches(address.Base));

    /// <summary>
    /// A finding for each address or pattern that allows nothing in this plan: an error where no resource matches, so that it is probably
    /// misspelled, and a warning where the resource is there and stays.
    /// </summary>
    public IEnumerable<Diagnostic> Unmatched(Plan plan)
    {
        var all = plan.Actions.Select(a => a.Address.Base).ToList();
        var destructive = plan.Actions.Where(a => a.Destructive).Select(a => a.Address.Base).ToList();
        return patterns.Where(p => !destructive.Any(p.Matches)).Select(p => Diagnostic.Of(
            all.Exists(p.Matches) || all.Count == 0 ? CliDescriptors.NothingToAllow : CliDescriptors.UnknownToAllow,
            $"--allow-delete {p.Text} matches no deletion or replacement of this plan",
            help: DidYouMean.Help(p.Text, destructive.Select(a => a.ToString()), "the plan deletes and replaces nothing")));
    }
}
