namespace FlowPlan.EndToEnd.Tests.Cases;

/// <summary>
/// The golden cases of <c>tests/Cases</c>: for each a manifest, what is live and what is recorded, and what plan and apply make
/// of it, to be read by people. See <c>docs/testing.md</c>.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class CaseTests
{
    private static IEnumerable<string> Names => CaseFolder.Names();

    [TestCaseSource(nameof(Names))]
    public async Task A_case_shows_what_its_files_say(string name)
    {
        var folder = new CaseFolder(name);

        var shown = await CaseRun.OfAsync(folder);

        CaseGoldens.Match(folder, shown);
    }

    [TestCaseSource(nameof(Names))]
    public void A_case_says_in_a_sentence_what_it_shows(string name) =>
        Assert.That(new CaseFolder(name).Case.Shows, Does.EndWith(".").And.Length.GreaterThan(20));

    [TestCase("a\nb\nc\n", "a\nx\nc\n", "  a\n- b\n+ x\n  c\n  \n")]
    [TestCase("a\n", "a\nb\n", "  a\n+ b\n  \n")]
    [TestCase("1\n2\n3\n4\n5\n6", "1\n2\n3\n4\n5", "  ...\n  4\n  5\n- 6\n")]
    public void A_difference_is_shown_by_lines_with_a_little_around_it(string expected, string actual, string shown) =>
        Assert.That(LineDiff.Of(expected, actual), Is.EqualTo(shown));
}
