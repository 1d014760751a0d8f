using FlowPlan.Core.Applying.Recovery;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;
using Microsoft.Extensions.Time.Testing;

namespace FlowPlan.Core.Tests.Applying;

/// <summary>What a run that was cut off left behind, and what the next one makes of it.</summary>
public sealed class RecoveryTests
{
    private static readonly ResourceAddress Address = new("base", "a");
    private readonly FakePlatform platform = new();
    private int listsBefore;

    [SetUp]
    public void SetUp()
    {
        platform.Fake("base").Objects.Clear();
        listsBefore = platform.Fake("base").Lists;
    }

    [Test]
    public async Task An_object_that_shows_is_what_the_call_made()
    {
        Have("id-1");

        var recovered = await ResolveAsync(Open());

        Assert.That(recovered.Lockfile!.Resources[Address].Id, Is.EqualTo("id-1"));
        Assert.That(recovered.Notes.Select(n => n.Code), Is.EqualTo(new[] { "FP5006" }));
        Assert.That(Lists, Is.EqualTo(1), "what was found is not looked for again");
    }

    [Test]
    public async Task The_same_call_twice_in_the_journal_is_one_object()
    {
        Have("id-1");
        JournalEntry[] journal = [new JournalEntry.Intended(1, Intent()), new JournalEntry.Intended(2, Intent())];

        var recovered = await ResolveAsync(journal);

        Assert.That(recovered.Lockfile!.Resources[Address].Id, Is.EqualTo("id-1"));
        Assert.That(recovered.Notes.Select(n => n.Code), Is.EqualTo(new[] { "FP5006" }));
    }

    [Test]
    public async Task What_it_refers_to_is_on_record_again_too()
    {
        Have("id-1");
        JournalEntry[] journal = [new JournalEntry.Intended(1, Intent() with { Dependencies = [new("base", "b")] })];

        var recovered = await ResolveAsync(journal);

        Assert.That(recovered.Lockfile!.Resources[Address].Dependencies, Is.EqualTo(new[] { new ResourceAddress("base", "b") }));
    }

    [Test]
    public async Task What_the_platform_shows_of_it_is_on_record()
    {
        Have("id-1");
        var live = (await platform.Kind(Address.Kind).ReadAsync("id-1", CancellationToken.None))!;

        var recorded = (await ResolveAsync(Open())).Lockfile!.Resources[Address];

        Assert.That((recorded.Etag, recorded.Attributes), Is.EqualTo((live.Etag, live.Attributes)));
        Assert.That(recorded.Etag, Is.Not.Null);
        Assert.That(recorded.Attributes, Is.Not.EqualTo(Value.Map.Empty));
    }

    [Test]
    public async Task One_that_shows_late_is_found_within_the_window()
    {
        Have("id-1");
        platform.Late.Add("id-1");
        platform.ListsThatLag = 4;

        Assert.That((await ResolveAsync(Open())).Lockfile!.Resources[Address].Id, Is.EqualTo("id-1"));
    }

    [Test]
    public async Task Absence_is_only_believed_after_the_whole_window()
    {
        var clock = new CountedPauses();
        var run = ResolveAsync(Open(), time: clock, window: TimeSpan.FromSeconds(10));
        foreach (var (read, pause) in new[] { 1, 2, 3, 4 }.Index())
        {
            await clock.BegunAsync(read + 1, run);
            Assert.That((Lists, run.IsCompleted), Is.EqualTo((read + 1, false)));
            clock.Advance(TimeSpan.FromSeconds(pause));
        }

        Assert.That((await run).Notes.Select(n => n.Code), Is.EqualTo(new[] { "FP5007" }));
        Assert.That(Lists, Is.EqualTo(5));
    }

    [Test]
    public async Task Many_calls_for_one_kind_take_one_list()
    {
        Have("id-1");
        platform.Fake("base").Objects["id-2"] = (Value.Map.Of(("name", Value.Of("b"))), 0);
        JournalEntry[] journal = [new JournalEntry.Intended(1, Intent()), new JournalEntry.Intended(2, Intent() with { Address = new("base", "b"), NaturalKey = "b" })];

        var recovered = await ResolveAsync(journal);

        Assert.That(recovered.Lockfile!.Resources.Select(r => $"{r.Key} {r.Value.Id}"), Is.EqualTo(new[] { "base.a id-1", "base.b id-2" }));
        Assert.That(Lists, Is.EqualTo(1));
    }

    [Test]
    public async Task One_object_is_not_what_two_calls_made()
    {
        Have("id-1");
        JournalEntry[] journal = [new JournalEntry.Intended(1, Intent()), new JournalEntry.Intended(2, Intent() with { Address = new("base", "b") })];

        var stopped = (await Assert.ThrowsAsync<DiagnosticException>(() => ResolveAsync(journal)))!.Diagnostic;

        Assert.That((stopped.Code, stopped.Address), Is.EqualTo(("FP5004", new ResourceAddress("base", "b"))));
    }

    [Test]
    public async Task A_call_for_an_object_without_a_name_is_not_taken_for_one_that_made_nothing() => Assert.That(
        (await Assert.ThrowsAsync<DiagnosticException>(() => ResolveAsync([new JournalEntry.Intended(1, Intent() with { NaturalKey = null })])))!.Diagnostic.Code,
        Is.EqualTo("FP5025"));

    [Test]
    public async Task Whether_a_run_was_cut_off_is_told_by_its_journal()
    {
        var quiet = await new Recovery(platform, TimeProvider.System, new(TimeSpan.Zero)).ResolveAsync(
            new(Lockfile(("base.a", "id-1")), []), new Dictionary<ResourceAddress, string>(), CancellationToken.None);

        Assert.That((quiet.HadJournal, (await ResolveAsync(Open())).HadJournal), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task A_name_in_other_letters_is_another_object()
    {
        platform.Fake("base").Objects["id-1"] = (Value.Map.Of(("name", Value.Of("A"))), 0);

        Assert.That((await ResolveAsync(Open())).Lockfile!.Resources, Is.Empty);
    }

    [Test]
    public async Task None_over_the_whole_window_means_that_nothing_was_made()
    {
        var recovered = await ResolveAsync(Open());

        Assert.That(recovered.Lockfile!.Resources, Is.Empty);
        Assert.That(recovered.Notes.Select(n => n.Code), Is.EqualTo(new[] { "FP5007" }));
    }

    [Test]
    public async Task What_was_there_before_the_call_or_is_on_record_is_not_what_it_made()
    {
        Have("id-1", "id-2");
        var lockfile = Lockfile(("base.other", "id-2"));

        var recovered = await ResolveAsync(Open(existing: "id-1"), lockfile);

        Assert.That(recovered.Lockfile!.Resources.Keys, Does.Not.Contain(Address));
    }

    [Test]
    public async Task Several_stop_with_the_line_to_write_for_each()
    {
        Have("id-1", "id-2");

        var stopped = (await Assert.ThrowsAsync<DiagnosticException>(() => ResolveAsync(Open())))!.Diagnostic;

        Assert.That(stopped.Code, Is.EqualTo("FP5004"));
        Assert.That(stopped.Details, Is.EqualTo(new[] { "adopt: id-1  # a", "adopt: id-2  # a" }));
    }

    [Test]
    public async Task The_manifest_chooses_among_several_and_the_others_are_named()
    {
        Have("id-1", "id-2");

        var recovered = await ResolveAsync(Open(), chosen: "id-2");

        Assert.That(recovered.Lockfile!.Resources[Address].Id, Is.EqualTo("id-2"));
        Assert.That(recovered.Notes.Select(n => n.Code), Is.EqualTo(new[] { "FP5006", "FP5024" }));
        Assert.That(recovered.Notes[1].Details.Single(), Does.Contain("id-1"));
    }

    [Test]
    public async Task A_choice_of_something_else_does_not_lose_what_the_call_made()
    {
        Have("id-1");

        var stopped = (await Assert.ThrowsAsync<DiagnosticException>(() => ResolveAsync(Open(), chosen: "id-9")))!.Diagnostic;

        Assert.That(stopped.Code, Is.EqualTo("FP5023"));
        Assert.That(stopped.Details.Single(), Does.Contain("id-1"));
    }

    [Test]
    public async Task The_new_object_of_a_replacement_is_found_and_the_old_one_is_kept_for_removal()
    {
        Have("old", "new");
        var deposed = new ResourceAddress("base", "a", "old");
        JournalEntry[] journal = [new JournalEntry.Recorded(1, null, deposed, State("old")), new JournalEntry.Intended(2, Intent())];

        var recovered = await ResolveAsync(journal, Lockfile(("base.a", "old")));

        Assert.That(recovered.Lockfile!.Resources.Select(r => (r.Key.ToString(), r.Value.Id)), Is.EquivalentTo(new[] { ("base.a", "new"), (deposed.ToString(), "old") }));
    }

    [Test]
    public async Task A_replacement_whose_new_object_was_not_made_has_not_begun()
    {
        Have("old");
        JournalEntry[] journal =
        [
            new JournalEntry.Recorded(1, null, new ResourceAddress("base", "a", "old"), State("old")),
            new JournalEntry.Intended(2, Intent()),
        ];

        var recovered = await ResolveAsync(journal, Lockfile(("base.a", "old")));

        Assert.That(recovered.Lockfile!.Resources.Select(r => (r.Key.ToString(), r.Value.Id)), Is.EqualTo(new[] { ("base.a", "old") }));
    }

    [Test]
    public async Task An_object_made_in_the_place_of_one_that_was_gone_is_found()
    {
        Have("new");

        Assert.That((await ResolveAsync(Open(), Lockfile(("base.a", "gone")))).Lockfile!.Resources[Address].Id, Is.EqualTo("new"));
    }

    [TestCase(OperationKind.Update, "FP5022")]
    [TestCase(OperationKind.Delete, "FP5021")]
    public async Task Changes_and_deletes_that_were_cut_off_are_named(OperationKind operation, string code)
    {
        Have("id-1");
        JournalEntry[] journal = [new JournalEntry.Intended(1, new(Address, operation, null, [], "id-1"))];

        var recovered = await ResolveAsync(journal, Lockfile(("base.a", "id-1")));

        Assert.That(recovered.Notes.Single().Code, Is.EqualTo(code));
        Assert.That(recovered.Lockfile!.Resources[Address].Id, Is.EqualTo("id-1"), "what is there is found by reading it");
    }

    /// <summary>How often the kind was listed in this test.</summary>
    private int Lists => platform.Fake("base").Lists - listsBefore;

    private Task<RecoveredState> ResolveAsync(
        JournalEntry[] journal, Lockfile? lockfile = null, string? chosen = null, TimeProvider? time = null, TimeSpan window = default) =>
        new Recovery(platform, time ?? TimeProvider.System, new(window)).ResolveAsync(
            new(lockfile, [new JournalEntry.Opened(0, "l", new("p", "e", "org", "s")), .. journal]),
            chosen is null ? new Dictionary<ResourceAddress, string>() : new() { [Address] = chosen },
            CancellationToken.None);

    private static JournalEntry[] Open(params string[] existing) => [new JournalEntry.Intended(1, Intent() with { ExistingIds = [.. existing] })];

    private static JournalIntent Intent() => new(Address, OperationKind.Create, "a", [], null);

    private void Have(params string[] ids)
    {
        foreach (var id in ids)
            platform.Fake("base").Objects[id] = (Value.Map.Of(("name", Value.Of("a"))), 0);
    }

    private static ResourceState State(string id) => new() { Id = id, Fields = Value.Map.Empty, Attributes = Value.Map.Empty };

    private static Lockfile Lockfile(params (string Address, string Id)[] resources) => new()
    {
        Lineage = "l",
        Serial = 1,
        Scope = new("p", "e", "org", "s"),
        Resources = System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(
            resources.Select(r => KeyValuePair.Create(ResourceAddress.Parse(r.Address), State(r.Id)))),
    };

    /// <summary>A clock that tells when a pause has begun.</summary>
    private sealed class CountedPauses : FakeTimeProvider
    {
        private int begun;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Interlocked.Increment(ref begun);
            return timer;
        }

        public async Task BegunAsync(int times, Task run)
        {
            while (Volatile.Read(ref begun) < times && !run.IsCompleted)
                await Task.Yield();
        }
    }
}
