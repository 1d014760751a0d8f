using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Values;

/// <summary>Paths have one text form, sort as their texts, and share their keys.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FieldPathTests
{
    private static readonly string[] Pieces = ["", "a", "b", "a b", "a.b", "a-b", "~", "/", "~1", "é", "0", "10"];

    [TestCase("")]
    [TestCase("name")]
    [TestCase("fields/person.name.firstName/source")]
    [TestCase("fieldGroups/https:~1~1ns.adobe.com~1xdm~1x")]
    [TestCase("a~0b/c~1d/0")]
    [TestCase("a//b")]
    public void A_text_comes_back(string text) => Assert.That(FieldPath.Parse(text).ToString(), Is.EqualTo(text));

    [Test]
    public void Keys_are_unescaped()
    {
        FieldPath path = "a~1b/c~0d/2";

        Assert.That(path.Keys, Is.EqualTo(new[] { "a/b", "c~d", "2" }));
        Assert.That((path.LastKey, path.Length, path.ToDisplay()), Is.EqualTo(("2", 3, "a/b.c~d.2")));
        Assert.That(FieldPath.Of("a/b", "c~d").Then(2), Is.EqualTo(path));
    }

    [FsCheck.NUnit.Property(MaxTest = 1000, QuietOnSuccess = true)]
    public void A_path_as_text_finds_what_it_finds_when_it_is_parsed(FsCheck.DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        var map = MapOf(random, 3);
        var text = FieldPath.Of([.. Enumerable.Range(0, random.Next(4)).Select(_ => Pieces[random.Next(Pieces.Length)])]).ToString();

        Assert.That(FieldPath.Find(map, text), Is.EqualTo(FieldPath.Find(map, FieldPath.Parse(text))));
    }

    [Test]
    public void Paths_that_are_given_again_are_equal_and_share_their_keys()
    {
        var paths = new FieldPaths(2);
        var (first, again) = (paths.Of("a", "b"), paths.Below(paths.Of("a"), "b"));

        Assert.That(first, Is.EqualTo(FieldPath.Of("a", "b")));
        Assert.That(again, Is.EqualTo(first));
        Assert.That(first.Span == again.Span, "the keys are the same memory");
        Assert.That((paths.Of("c"), paths.Below(first, "d"), paths.Of()), Is.EqualTo((FieldPath.Of("c"), FieldPath.Of("a", "b", "d"), FieldPath.Root)));
    }

    [Test]
    public void A_parent_is_the_path_without_its_last_key()
    {
        FieldPath path = "a/b/c";

        Assert.That(path.Parent, Is.EqualTo(FieldPath.Of("a", "b")));
        Assert.That(path.Parent.GetHashCode(), Is.EqualTo(FieldPath.Of("a", "b").GetHashCode()));
        Assert.That(path.Parent.Then("d").ToString(), Is.EqualTo("a/b/d"));
        Assert.That(path.ToString(), Is.EqualTo("a/b/c"));
        Assert.That(path.Parent.Parent.Parent, Is.EqualTo(FieldPath.Root));
        Assert.That(() => FieldPath.Root.Parent, Throws.InvalidOperationException);
        Assert.That(() => FieldPath.Root.LastKey, Throws.InvalidOperationException);
    }

    [TestCase("a/b", "a", true)]
    [TestCase("a/b", "a/b", true)]
    [TestCase("a/b", "", true)]
    [TestCase("a", "a/b", false)]
    [TestCase("ab", "a", false)]
    public void A_path_is_at_or_below_another(string path, string other, bool expected) =>
        Assert.That(FieldPath.Parse(path).IsAtOrBelow(other), Is.EqualTo(expected));

    [FsCheck.NUnit.Property(MaxTest = 2000, QuietOnSuccess = true)]
    public void Paths_sort_as_their_texts(FsCheck.DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        var (left, right) = (AnyPath(random), AnyPath(random));

        Assert.That(
            Math.Sign(FieldPath.TextOrder.Compare(left, right)),
            Is.EqualTo(Math.Sign(string.CompareOrdinal(left.ToString(), right.ToString()))),
            $"'{left}' and '{right}'");
    }

    private static FieldPath AnyPath(Random random) =>
        Enumerable.Range(0, 1 + random.Next(3)).Aggregate(FieldPath.Root, (path, _) => path.Then(Pieces[random.Next(Pieces.Length)]));

    private static Value.Map MapOf(Random random, int depth) => Value.Map.Of(Enumerable.Range(0, random.Next(8)).Select(_ =>
        KeyValuePair.Create(Pieces[random.Next(Pieces.Length)], depth == 0 || random.Next(3) == 0 ? Value.Of(random.Next(9)) : MapOf(random, depth - 1))));
}
