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
}
