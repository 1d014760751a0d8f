using System.Text.Json.Nodes;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Tests;

/// <summary>Filtered and sorted lists: their pages, and the work for each page.</summary>
public sealed class ListTests
{
    private static readonly Scope Scope = new("ACME@AdobeOrg", "dev", "acme");

    [Test]
    public async Task Filtered_datasets_page_by_offset_and_see_deletes_between_pages()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var schema = await emulator.SchemaAsync();
        var ids = new List<string>();
        for (var i = 0; i < 8; i++)
            ids.Add(await emulator.DatasetAsync(schema, i % 2 == 0 ? $"even {i}" : $"odd {i}"));
        async Task<IEnumerable<string?>> Page(int start) =>
            (await emulator.GetAsync(EmulatorClient.Catalog + $"dataSets?limit=2&start={start}&property=name==~%5Eeven")).Body!.AsObject().Select(d => (string?)d.Value!["name"]);

        Assert.That(await Page(0), Is.EqualTo(new[] { "even 0", "even 2" }));
        Assert.That(await Page(2), Is.EqualTo(new[] { "even 4", "even 6" }));
        Assert.That(await Page(4), Is.Empty);
        Assert.That(await Page(1), Is.EqualTo(new[] { "even 2", "even 4" }));
        await Page(0);
        await emulator.DeleteAsync(EmulatorClient.Catalog + "dataSets/" + ids[0]);
        Assert.That(await Page(2), Is.EqualTo(new[] { "even 6" }), "offsets count what is left");
    }

    [Test]
    public void Reading_all_filtered_pages_tests_each_object_once()
    {
        using var store = new ObjectStore(null, TimeProvider.System);
        for (var i = 0; i < 1000; i++)
            store.Insert(Scope, "dataSets", $"{i:D4}", [], null);
        var pages = new FilteredPages(store);
        var (tested, found) = (0, 0);
        IReadOnlyList<StoredObject> page;
        do
        {
            page = pages.Read(Scope, "dataSets", "all", _ => ++tested > 0, found, 20, lag: 0);
            found += page.Count;
        }
        while (page.Count > 0);

        Assert.That((found, tested), Is.EqualTo((1000, 1000)));
    }

    [Test]
    public void A_change_by_another_process_is_seen_by_the_next_page()
    {
        var file = Path.Combine(Path.GetTempPath(), $"flowplan-emulator-{Guid.NewGuid():N}", "emulator.db");
        using (var store = new ObjectStore(file, TimeProvider.System))
        using (var other = new ObjectStore(file, TimeProvider.System))
        {
            foreach (var id in new[] { "a", "b", "c" })
                store.Insert(Scope, "dataSets", id, [], null);
            var pages = new FilteredPages(store);
            string[] Read(int offset) => [.. pages.Read(Scope, "dataSets", "all", _ => true, offset, 1, lag: 0).Select(o => o.Id)];

            Assert.That(Read(0), Is.EqualTo(new[] { "a" }));
            other.Delete(Scope, "dataSets", "a");
            Assert.That(Read(1), Is.EqualTo(new[] { "c" }));
        }

        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [TestCase("title", new[] { "a", "b", "c", "d", "e" })]
    [TestCase("$id", new[] { "e", "b", "d", "a", "c" })]
    [TestCase("meta:altId", new[] { "e", "b", "d", "a", "c" })]
    [TestCase("description", new[] { "d", "b", "e", "a", "c" })]
    public async Task Schemas_page_by_any_field(string field, string[] expected)
    {
        await using var emulator = await EmulatorClient.StartAsync(new EmulatorOptions { NumberedIds = true });
        var ranks = new Dictionary<string, int> { ["e"] = 3, ["b"] = 2, ["d"] = 1, ["a"] = 4, ["c"] = 5 };
        foreach (var (title, rank) in ranks)
        {
            await emulator.PostAsync(
                EmulatorClient.Xdm + "tenant/schemas",
                $$"""{"type":"object","title":"{{title}}","description":"{{rank}}","allOf":[{"$ref":"https://ns.adobe.com/xdm/context/profile"}]}""");
        }

        var titles = new List<string?>();
        string? next = null;
        do
        {
            var start = next is null ? string.Empty : "&start=" + Uri.EscapeDataString(next);
            var page = await emulator.GetAsync(
                EmulatorClient.Xdm + $"tenant/schemas?orderby={field}&limit=2{start}", ("Accept", "application/vnd.adobe.xed-id+json"));
            titles.AddRange(page.At("results")!.AsArray().Select(r => (string?)r!["title"]));
            next = page.Text("_page", "next");
        }
        while (next is not null);

        Assert.That(titles, Is.EqualTo(expected));
    }

    [Test]
    public async Task Filtered_schemas_fill_their_pages()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        for (var i = 0; i < 6; i++)
        {
            await emulator.PostAsync(
                EmulatorClient.Xdm + "tenant/schemas",
                $$"""{"type":"object","title":"t{{i}}","description":"{{(i % 2 == 0 ? "even" : "odd")}}","allOf":[{"$ref":"https://ns.adobe.com/xdm/context/profile"}]}""");
        }

        var page = await emulator.GetAsync(
            EmulatorClient.Xdm + "tenant/schemas?orderby=title&limit=2&property=description==odd", ("Accept", "application/vnd.adobe.xed-id+json"));

        Assert.That(page.At("results")!.AsArray().Select(r => (string?)r!["title"]), Is.EqualTo(new[] { "t1", "t3" }));
        Assert.That(page.Text("_page", "next"), Is.EqualTo("t3"));
    }

    [Test]
    public void A_sorted_list_reads_no_more_rows_than_its_reader_takes()
    {
        using var store = new ObjectStore(null, TimeProvider.System);
        foreach (var id in new[] { "a", "b" })
            store.Insert(Scope, "schemas", id, new JsonObject { ["title"] = id }, id);

        // It sorts last, and cannot be read: it is nested too deeply for the JSON reader.
        var unreadable = new JsonObject();
        for (var depth = 0; depth < 100; depth++)
            unreadable = new JsonObject { ["a"] = unreadable };
        store.Insert(Scope, "schemas", "c", unreadable, "c");

        Assert.That(store.Sorted(Scope, "schemas", ListOrder.Name, null, lag: 0).First().Id, Is.EqualTo("a"));
        Assert.That(store.Sorted(Scope, "schemas", ListOrder.Name, "a", lag: 0).First().Id, Is.EqualTo("b"));
        Assert.That(() => store.Sorted(Scope, "schemas", ListOrder.Name, "b", lag: 0).First(), Throws.InstanceOf<System.Text.Json.JsonException>());
    }
}
