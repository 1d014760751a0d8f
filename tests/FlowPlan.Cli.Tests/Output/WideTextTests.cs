using System.Globalization;
using FlowPlan.Cli.Output;
using FlowPlan.Cli.Output.ConsoleText;
using FlowPlan.Cli.Output.ConsoleText.Plans;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Tests.Output;

/// <summary>Plans count columns of the terminal: East Asian characters and emoji have two, combining ones none.</summary>
public sealed class WideTextTests
{
    private const string Same = "日本語の説明文はここに書かれていて十分に長いのでこの行には収まりません";

    [Test]
    public void The_mark_is_below_what_differs_after_wide_characters()
    {
        var lines = Show(Update("description", $"{Same}: old", $"{Same}: new")).Split('\n');
        var mark = Array.FindIndex(lines, l => l.Contains('^', StringComparison.Ordinal));
        var text = lines[mark - 1];

        Assert.That(lines[mark].Trim(), Is.EqualTo("^^^"));
        Assert.That(lines[mark].IndexOf('^', StringComparison.Ordinal), Is.EqualTo(ColumnsOf(text[..text.IndexOf("new", StringComparison.Ordinal)])), string.Join('\n', lines));
    }

    [Test]
    public void The_mark_is_as_wide_as_the_wide_characters_that_differ()
    {
        var lines = Show(Update("description", $"{Same}旧版です", $"{Same}新版です")).Split('\n');

        Assert.That(lines.Single(l => l.Contains('^', StringComparison.Ordinal)).Trim(), Is.EqualTo("^^"));
    }

    [Test]
    public void Columns_are_aligned_beside_wide_names()
    {
        var text = Show(Action(ActionKind.Create, Field("params/日本", null, "a"), Field("params/long", null, "b"))) + Show(Action(ActionKind.Update, Field("params/日本", "x", "a"), Field("params/long", "x", "b")));
        var lines = text.Split('\n').Where(l => l.Contains("params.", StringComparison.Ordinal)).ToList();

        Assert.That(lines, Has.Count.EqualTo(4));
        Assert.That(lines.Chunk(2).Select(p => p.Select(l => ColumnsOf(l[..l.IndexOf('"', StringComparison.Ordinal)])).Distinct().Count()), Is.All.EqualTo(1), text);
    }

    [Test]
    public void No_line_is_wider_than_the_terminal_and_no_character_is_cut()
    {
        var random = new Random(20261127);
        string[] pieces = ["日本", "語", "😀", "👨‍👩‍👧", "e\u0301", "ü", "a", "word", " ", " ", "𠮷"];
        string Text() => string.Concat(Enumerable.Range(0, random.Next(5, 120)).Select(_ => pieces[random.Next(pieces.Length)]));
        for (var run = 0; run < 300; run++)
        {
            var (start, end) = (Text(), Text());
            var shown = Show(Update("description", start + Text() + end, start + Text() + end));

            foreach (var line in shown.Split('\n'))
            {
                Assert.That(line.EnumerateRunes().Any(r => r.Value == 0xFFFD), Is.False, line);
                Assert.That(ColumnsOf(line), Is.LessThanOrEqualTo(80), line);
                Assert.That(StringInfo.ParseCombiningCharacters(line).Select(i => StringInfo.GetNextTextElement(line, i)), Has.None.EqualTo("\u0301").And.None.StartsWith("\u200d"), line);
            }
        }
    }

    [Test]
    public void A_long_text_of_wide_words_is_broken_at_its_spaces()
    {
        var text = LineWrap.To(new StyledText().Line("  " + string.Join(' ', Enumerable.Repeat("日本語", 30))), 80).ToString();

        Assert.That(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ColumnsOf), Is.All.InRange(20, 80), text);
        Assert.That(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(Enumerable.Repeat("日本語", 30)));
    }

    private static int ColumnsOf(string text) =>
        StringInfo.ParseCombiningCharacters(text).Sum(i => TerminalWidth.Of(StringInfo.GetNextTextElement(text, i)));

    private static PlannedAction Update(string path, string live, string planned) => Action(ActionKind.Update, Field(path, live, planned));

    private static string Show(PlannedAction action) =>
        PlanText.Of(new() { Binding = new(new("shop", "dev", "ACME@AdobeOrg", "dev"), "0f0f", 3, new("abcd")), Actions = [action] }).ToString();

    private static PlannedAction Action(ActionKind kind, params FieldDifference[] differences) =>
        new() { Address = ResourceAddress.Parse("flow.a"), Kind = kind, Differences = [.. differences] };

    private static FieldDifference Field(string path, string? live, string planned) =>
        new(path, live is null ? null : Value.Of(live), Value.Of(planned), live is null ? null : Value.Of(live), DifferenceCause.Manifest, FieldChangeEffect.Update);
}
