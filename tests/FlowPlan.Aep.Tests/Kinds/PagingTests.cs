using System.Globalization;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Tests.Support;
using FlowPlan.Core.Resources;
using Microsoft.AspNetCore.WebUtilities;

namespace FlowPlan.Aep.Tests.Kinds;

/// <summary>The four ways in which the services page.</summary>
[TestFixture]
internal sealed class PagingTests
{
    [TestCase("/connections?continuationToken=", TestName = "Flow_Service_goes_on_by_the_relative_link")]
    [TestCase("/data/foundation/flowservice/connections?continuationToken=", TestName = "Flow_Service_goes_on_by_the_link_from_the_root")]
    [TestCase("connections?continuationToken=", TestName = "Flow_Service_goes_on_by_the_link_without_a_slash")]
    public async Task Flow_Service_pages_by_its_links(string link)
    {
        await using var server = await ScriptedServer.StartAsync((arrived, context) =>
        {
            var query = QueryHelpers.ParseQuery(arrived.Target.Split('?')[1]);
            var page = query.TryGetValue("continuationToken", out var token) ? int.Parse(token.ToString().TrimEnd('='), CultureInfo.InvariantCulture) : 0;
            var links = page == 2 ? string.Empty : $$$""", "_links": {"next": {"href": "{{{link}}}{{{page + 1}}}%3D%3D&limit=2"}}""";
            return Answer.Json(200, $$"""{"items": [{"id": "{{page}}a"}, {"id": "{{page}}b"}] {{links}} }""")(context);
        });
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var found = await provider.Kind("connection").ListAsync(CancellationToken.None).Select(l => l.Id).ToListAsync();

        Assert.That(found, Is.EqualTo(new[] { "0a", "0b", "1a", "1b", "2a", "2b" }));
        Assert.That(server.Requests.Select(r => r.Target), Is.EqualTo(new[]
        {
            "/data/foundation/flowservice/connections?limit=100",
            "/data/foundation/flowservice/connections?continuationToken=1%3D%3D&limit=2",
            "/data/foundation/flowservice/connections?continuationToken=2%3D%3D&limit=2",
        }));
    }

    [Test]
    public async Task A_link_to_another_host_is_not_followed()
    {
        await using var elsewhere = await ScriptedServer.StartAsync(Answer.Json(200, Providers.EmptyList));
        await using var server = await ScriptedServer.StartAsync(
            Answer.Json(200, $$$"""{"items": [], "_links": {"next": {"href": "{{{elsewhere.Uri}}}flows"} } }"""));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var fault = await Assert.ThrowsAsync<ProviderException>(() => provider.Kind("flow").ListAsync(CancellationToken.None).ToListAsync().AsTask());

        Assert.That(fault!.Diagnostic.Code, Is.EqualTo("FP3016"));
        Assert.That(
            fault.Diagnostic.Message,
            Does.Contain($"a link to another host, {elsewhere.Uri.ToString().TrimEnd('/')}, as the next page of GET /data/foundation/flowservice/flows"));
        Assert.That(elsewhere.Requests, Is.Empty);
    }

    [TestCase("/connections?continuationToken=1")]
    [TestCase("/data/foundation/flowservice/connections?continuationToken=1")]
    [TestCase("/gateway/data/foundation/flowservice/connections?continuationToken=1")]
    public async Task A_link_keeps_the_path_prefix_of_the_endpoint(string link)
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Json(200, $$$"""{"items": [{"id": "a"}], "_links": {"next": {"href": "{{{link}}}"} } }"""),
            Answer.Json(200, """{"items": [{"id": "b"}]}"""));
        await using var provider = Providers.Create(Providers.Settings(new(server.Uri, "gateway/")));

        await provider.Kind("connection").ListAsync(CancellationToken.None).ToListAsync();

        Assert.That(server.Requests.Last().Target, Is.EqualTo("/gateway/data/foundation/flowservice/connections?continuationToken=1"));
    }

    [Test]
    public async Task A_link_of_Schema_Registry_keeps_the_path_prefix_of_the_endpoint()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Json(200, """{"results": [], "_page": {"next": "/data/foundation/schemaregistry/tenant/schemas?start=x"}}"""),
            Answer.Json(200, """{"results": []}"""));
        await using var provider = Providers.Create(Providers.Settings(new(server.Uri, "gateway/")));

        await provider.Kind("schema").ListAsync(CancellationToken.None).ToListAsync();

        Assert.That(server.Requests.Last().Target, Is.EqualTo("/gateway/data/foundation/schemaregistry/tenant/schemas?start=x"));
    }

    [TestCase("connection")]
    [TestCase("schema")]
    public async Task Empty_pages_without_end_are_a_pagination_loop(string kind)
    {
        var pages = 0;
        await using var server = await ScriptedServer.StartAsync((_, context) => Answer.Json(200, PageOf(kind, [], ++pages))(context));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var fault = await Assert.ThrowsAsync<ProviderException>(() => provider.Kind(kind).ListAsync(CancellationToken.None).ToListAsync().AsTask());

        Assert.That(fault!.Diagnostic.Code, Is.EqualTo("FP3017"));
        Assert.That(fault.Diagnostic.Message, Does.Contain("100 empty pages in a row"));
        Assert.That(server.Requests, Has.Count.EqualTo(100));
    }

    [TestCase("schema")]
    [TestCase("mapping")]
    public async Task What_a_list_leaves_out_is_read_with_bounded_parallelism(string kind)
    {
        var (gate, running, widest) = (new Lock(), 0, 0);
        var full = new TaskCompletionSource();
        await using var server = await ScriptedServer.StartAsync(async (arrived, context) =>
        {
            if (arrived.Target.Contains('?', StringComparison.Ordinal))
            {
                var ids = Enumerable.Range(0, 7).Select(i => kind == "schema" ? $$"""{"$id": "s{{i}}"}""" : $$"""{"id": "s{{i}}"}""");
                var list = string.Join(',', ids);
                await Answer.Json(200, kind == "schema" ? $$"""{"results": [{{list}}]}""" : $$"""{"data": [{{list}}]}""")(context);
                return;
            }

            lock (gate)
            {
                widest = Math.Max(widest, ++running);
                if (running == 3)
                    full.TrySetResult();
            }

            await full.Task.WaitAsync(TimeSpan.FromSeconds(30));
            lock (gate)
                running--;
            var id = arrived.Path.Split('/')[^1];
            await Answer.Json(200, kind == "schema" ? $$"""{"$id": "{{id}}", "allOf": []}""" : $$"""{"id": "{{id}}", "mappings": []}""")(context);
        });
        await using var provider = Providers.Create(Providers.Settings(server.Uri) with { Parallelism = 3 });

        var found = await provider.Kind(kind).ListAsync(CancellationToken.None).Select(l => l.Id).ToListAsync();

        Assert.That(found, Is.EqualTo(Enumerable.Range(0, 7).Select(i => $"s{i}")));
        Assert.That(widest, Is.EqualTo(3));
    }

    [Test]
    public async Task A_page_that_leads_to_itself_ends_the_paging()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Json(200, """{"items": [], "_links": {"next": {"href": "/flows?limit=100"}}}"""));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var fault = await Assert.ThrowsAsync<ProviderException>(() => provider.Kind("flow").ListAsync(CancellationToken.None).ToListAsync().AsTask());

        Assert.That(fault!.Diagnostic.Code, Is.EqualTo("FP3017"));
    }

    [TestCase(0)]
    [TestCase(99)]
    [TestCase(100)]
    [TestCase(205)]
    public async Task Catalog_pages_by_offset_from_zero_until_a_page_is_short(int count)
    {
        await using var server = await ScriptedServer.StartAsync((arrived, context) =>
        {
            var (start, limit) = Offset(arrived);
            var items = Enumerable.Range(start, Math.Clamp(count - start, 0, limit)).Select(i => $$"""  "{{i:x24}}": {"name": "d{{i}}"}""");
            return Answer.Json(200, $"{{{string.Join(',', items)}}}")(context);
        });
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var found = await provider.Kind("dataset").ListAsync(CancellationToken.None).Select(l => l.Name).ToListAsync();

        Assert.That(found, Is.EqualTo(Enumerable.Range(0, count).Select(i => $"d{i}")));
        Assert.That(server.Requests, Has.Count.EqualTo((count / 100) + 1));
    }

    [TestCase(100, 205, 3)]
    [TestCase(100, 200, 3)]
    [TestCase(50, 120, 3)]
    [TestCase(100, 0, 1)]
    public async Task Data_Prep_pages_by_offset_even_where_it_gives_fewer_than_asked(int most, int count, int requests)
    {
        await using var server = await ScriptedServer.StartAsync((arrived, context) =>
        {
            var (start, limit) = Offset(arrived);
            var size = Math.Min(limit, most);
            var items = Enumerable.Range(start, Math.Clamp(count - start, 0, size)).Select(i => $$"""{"id": "m{{i}}", "version": 0, "mappings": []}""");
            return Answer.Json(200, $$"""{"data": [{{string.Join(',', items)}}], "_page": {"count": 0, "limit": {{size}} } }""")(context);
        });
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var found = await provider.Kind("mapping").ListAsync(CancellationToken.None).Select(l => l.Id).ToListAsync();

        Assert.That(found, Is.EqualTo(Enumerable.Range(0, count).Select(i => $"m{i}")));
        Assert.That(server.Requests, Has.Count.EqualTo(requests));
    }

    [Test]
    public async Task Schema_Registry_pages_by_the_title_behind_which_to_go_on()
    {
        await using var server = await ScriptedServer.StartAsync((arrived, context) =>
        {
            var query = QueryHelpers.ParseQuery(arrived.Target.Split('?')[1]);
            var (title, next) = query.TryGetValue("start", out var start)
                ? start.ToString() == "A & B/1" ? ("C", "null") : ("?", "null")
                : ("A & B/1", "\"A & B/1\"");
            return Answer.Json(200, $$$"""{"results": [{"$id": "{{{title}}}", "title": "{{{title}}}", "allOf": [] }], "_page": {"orderby": "title", "next": {{{next}}}, "count": 1 }, "_links": {}}""")(context);
        });
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var found = await provider.Kind("schema").ListAsync(CancellationToken.None).Select(l => l.Name).ToListAsync();

        Assert.That(found, Is.EqualTo(new[] { "A & B/1", "C" }));
        Assert.That(server.Requests.Select(r => QueryHelpers.ParseQuery(r.Target.Split('?')[1])["orderby"].ToString()), Is.EqualTo(new[] { "title", "title" }));
        Assert.That(server.Requests.Select(r => r.Headers["Accept"]), Is.All.EqualTo("application/vnd.adobe.xed+json"));
    }

    [TestCase("connection")]
    [TestCase("dataset")]
    [TestCase("mapping")]
    [TestCase("schema")]
    public async Task A_service_that_gives_what_it_gave_before_for_ever_is_stopped(string kind)
    {
        var pages = 0;
        await using var server = await ScriptedServer.StartAsync((_, context) => Answer.Json(200, FullPage(kind, pages++ % 3, pages))(context));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));
        var found = new List<string>();

        var fault = await Assert.ThrowsAsync<ProviderException>(async () =>
        {
            await foreach (var live in provider.Kind(kind).ListAsync(CancellationToken.None))
                found.Add(live.Id);
        });

        Assert.That(fault!.Diagnostic.Code, Is.EqualTo("FP3017"));
        Assert.That(fault.Diagnostic.Message, Does.Contain("GET"));
        Assert.That(server.Requests, Has.Count.EqualTo(4), "the fourth page has what the first had");
        Assert.That(found, Has.Count.EqualTo(300).And.Unique, "nothing is given twice");
    }

    [TestCase("connection")]
    [TestCase("schema")]
    public async Task An_empty_page_that_leads_to_another_is_no_end(string kind)
    {
        var pages = 0;
        await using var server = await ScriptedServer.StartAsync((_, context) => Answer.Json(200, pages++ switch
        {
            0 => FullPage(kind, 0, 1),
            1 or 2 => PageOf(kind, [], pages),
            _ => PageOf(kind, ["last"], null),
        })(context));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var found = await provider.Kind(kind).ListAsync(CancellationToken.None).Select(l => l.Id).ToListAsync();

        Assert.That(found, Has.Count.EqualTo(101).And.Unique);
        Assert.That(found[^1], Is.EqualTo("last"));
    }

    /// <summary>A page of a hundred that leads to one that was never asked for.</summary>
    private static string FullPage(string kind, int page, int next) =>
        PageOf(kind, [.. Enumerable.Range(0, 100).Select(i => $"{page}-{i}")], next);

    private static string PageOf(string kind, string[] ids, int? next)
    {
        JsonArray List(Func<string, JsonObject> item) => [.. ids.Select(item)];
        JsonObject page = kind switch
        {
            "dataset" => new(ids.Select(i => KeyValuePair.Create(i, (JsonNode?)new JsonObject { ["name"] = i }))),
            "mapping" => new() { ["data"] = List(i => new() { ["id"] = i, ["version"] = 0, ["mappings"] = new JsonArray() }) },
            "schema" => new()
            {
                ["results"] = List(i => new() { ["$id"] = i, ["title"] = i, ["allOf"] = new JsonArray() }),
                ["_page"] = new JsonObject { ["next"] = next is null ? null : $"after {next}" },
            },
            _ => new()
            {
                ["items"] = List(i => new() { ["id"] = i }),
                ["_links"] = next is null ? new JsonObject() : new JsonObject { ["next"] = new JsonObject { ["href"] = $"/connections?continuationToken={next}" } },
            },
        };
        return page.ToJsonString();
    }

    private static (int Start, int Limit) Offset(Arrived arrived)
    {
        var query = QueryHelpers.ParseQuery(arrived.Target.Split('?')[1]);
        return (int.Parse(query["start"].ToString(), CultureInfo.InvariantCulture), int.Parse(query["limit"].ToString(), CultureInfo.InvariantCulture));
    }
}
