using System.Collections.Immutable;
using System.Text;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.State;

public sealed class LockfileTests
{
    private static readonly Lockfile Sample = new()
    {
        Lineage = "0f0f", Serial = 3, Project = "p", Environment = "dev", Organization = "o@AdobeOrg", Sandbox = "dev",
        Resources = new Dictionary<ResourceAddress, ResourceState>
        {
            [new("flow", "a")] = new()
            {
                Id = "f-1",
                Etag = "\"x\"",
                Fields = Value.Map.Of(("name", Value.Of("Ä <b>")), ("secret", new Value.SecretDigest("00ff")), ("n", Value.Of(1.50m))),
                Attributes = Value.Map.Of(("id", Value.Of("f-1"))),
                Dependencies = [new("connection", "web")],
                PreventDestroy = true,
            },
            [new("connection", "web")] = new() { Id = "c-1", Fields = Value.Map.Empty },
        }.ToImmutableSortedDictionary(),
        Outputs = Value.Map.Of(("inlet", Value.Of("https://x/y"))),
    };

    [Test]
    public void A_lockfile_reads_back_as_it_was_written()
    {
        var read = LockfileReader.Read("lock", LockfileText.Write(Sample));

        Assert.That(read.Diagnostics, Is.Empty);
        Assert.That(read.Value!.SaysTheSameAs(Sample), Is.True);
        Assert.That(read.Value.Serial, Is.EqualTo(3));
    }

    [Test]
    public void The_same_lockfile_is_the_same_bytes_with_resources_sorted()
    {
        var text = Encoding.UTF8.GetString(LockfileText.Write(Sample));

        Assert.That(LockfileText.Write(Sample with { Resources = Sample.Resources.ToBuilder().ToImmutable() }), Is.EqualTo(LockfileText.Write(Sample)));
        Assert.That(text.IndexOf("connection.web", StringComparison.Ordinal), Is.LessThan(text.IndexOf("\"flow.a\"", StringComparison.Ordinal)));
        Assert.That(text, Does.EndWith("}\n").And.Not.Contain("\r"));
    }

    [Test]
    public void A_secret_in_the_clear_is_never_written() => Assert.That(
        () => LockfileText.Write(Sample with { Outputs = Value.Map.Of(("s", new Value.Secret(Value.Of("hunter2")))) }),
        Throws.InvalidOperationException.With.Message.Not.Contains("hunter2"));

    [TestCase("\"serial\": 3", "\"serial\": 4", "FP6005")]
    [TestCase("\"version\": 1", "\"version\": 2", "FP6003")]
    [TestCase("\"version\": 1", "\"version\": 0", "FP6004")]
    [TestCase("\"project\"", "\"projekt\"", "FP6004")]
    [TestCase("\"flow.a\"", "\"flow\"", "FP6004")]
    [TestCase("  \"lineage\"", "<<<<<<< HEAD\n  \"lineage\"", "FP6002")]
    [TestCase("\"outputs\": {", "\"outputs\": ", "FP6001")]
    [TestCase("\"id\": \"c-1\"", "\"id\": \"c-1\", \"id\": \"c-2\"", "FP6001")]
    public void A_damaged_lockfile_is_refused_with_its_code(string from, string to, string code)
    {
        var text = Encoding.UTF8.GetString(LockfileText.Write(Sample)).Replace(from, to, StringComparison.Ordinal);

        var read = LockfileReader.Read("flowplan.dev.lock.json", Encoding.UTF8.GetBytes(text));

        Assert.That(read.Succeeded, Is.False);
        Assert.That(read.Diagnostics.Single().Code, Is.EqualTo(code));
        Assert.That(read.Diagnostics.Single().Help, Is.Not.Empty);
    }

    [Test]
    public void Cut_anywhere_it_is_refused_and_never_throws()
    {
        var bytes = LockfileText.Write(Sample);
        for (var length = 0; length < bytes.Length - 2; length++)
            Assert.That(LockfileReader.Read("lock", bytes.AsMemory(0, length)).Succeeded, Is.False, $"cut at {length}");
    }

    [FsCheck.NUnit.Property(MaxTest = 3000, QuietOnSuccess = true)]
    public void Changed_anywhere_it_is_refused_or_means_the_same(FsCheck.DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        var bytes = LockfileText.Write(Sample);
        for (var i = 0; i < 1 + random.Next(3); i++)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);

        var read = LockfileReader.Read("lock", bytes);

        Assert.That(!read.Succeeded || read.Value.SaysTheSameAs(Sample));
    }

    [Test]
    public void A_lockfile_of_something_else_is_refused_for_each_reason()
    {
        var found = new Core.Diagnostics.DiagnosticBag();
        LockfileGuard.Check("lock", Sample, "q", "prod", "other", "prod", found);

        Assert.That(found.ToSorted().Select(d => d.Code), Is.EqualTo(new[] { "FP6006", "FP6006", "FP6006", "FP6006" }));
    }

    [Test]
    public void A_digest_tells_its_secret_from_others_and_depends_on_its_place()
    {
        var address = new ResourceAddress("connection", "s3");
        var fields = Value.Map.Of(("auth", Value.Map.Of(("key", new Value.Secret(Value.Of("hunter2"))))));
        var digest = (Value.SecretDigest)FieldPath.Find(new SecretHasher("l").Seal(address, fields), "auth/key")!;

        Assert.That(new SecretHasher("l").Matches(address, "auth/key", new(Value.Of("hunter2")), digest), Is.True);
        Assert.That(new SecretHasher("l").Matches(address, "auth/key", new(Value.Of("hunter3")), digest), Is.False);
        Assert.That(new SecretHasher("l").Matches(address, "auth/other", new(Value.Of("hunter2")), digest), Is.False);
        Assert.That(new SecretHasher("m").Matches(address, "auth/key", new(Value.Of("hunter2")), digest), Is.False);
        Assert.That(digest.Digest, Does.Not.Contain("hunter"));
    }
}
