using System.Globalization;
using FlowPlan.Fuzz.Tests.Targets;

namespace FlowPlan.Fuzz.Tests;

/// <summary>
/// Whatever stands in a file or an answer ends in a value or in a finding: no other exception, no hang, no file damaged.
/// See docs/testing.md for longer runs and for running one case again.
/// </summary>
[NonParallelizable]
public sealed class FuzzTests
{
    private const int CasesByDefault = 20_000;

    /// <summary>A further reader of files of ours is one more line here.</summary>
    private static readonly Target[] All =
    [
        new ManifestTarget(),
        new LockfileTarget(),
        new JournalTarget(),
        new AnswerTarget(),
        new SavedPlanTarget(),
    ];

    private static int Cases => Number("FLOWPLAN_FUZZ_CASES") ?? CasesByDefault;

    private static int FirstSeed => Number("FLOWPLAN_FUZZ_SEED") ?? 0;

    [TestCaseSource(nameof(All))]
    public void Whatever_it_reads_it_ends_in_a_value_or_a_finding(object target)
    {
        var fuzzed = (Target)target;
        if (Environment.GetEnvironmentVariable("FLOWPLAN_FUZZ_REPLAY")?.Split(':') is [var name, var seed])
        {
            if (name != fuzzed.Name)
                Assert.Ignore("another target is replayed");
            new Campaign(fuzzed).Run(int.Parse(seed, CultureInfo.InvariantCulture), 1);
            return;
        }

        var share = (Cases + All.Length - 1) / All.Length;
        new Campaign(fuzzed).Run(FirstSeed, share);
        TestContext.Progress.WriteLine($"{fuzzed.Name}: {share} cases from seed {FirstSeed}");
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
