using FlowPlan.Aep.Settings;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;
using static FlowPlan.Aep.Tests.Support.Make;

namespace FlowPlan.Aep.Tests.Emulated;

/// <summary>What is made is read back as it was declared, and changes and goes as an apply wants it.</summary>
[TestFixture]
internal sealed class RoundTripTests
{
    [Test]
    public async Task The_whole_way_from_a_schema_to_a_flow_leaves_nothing_to_do()
    {
        await using var world = await World.StartAsync();
        await world.Provider.CheckAccessAsync(CancellationToken.None);
        var schema = await world.SchemaAsync();
        var dataset = await world.DatasetAsync(schema);
        var connection = await world.CreateAsync("connection", World.Connection());
        var source = await world.CreateAsync("sourceConnection", World.Source(connection));
        var target = await world.CreateAsync("targetConnection", World.Target(schema, dataset));
        var mapping = await world.CreateAsync("mapping", World.Mapping(schema));
        var flow = await world.CreateAsync("flow", World.Flow(source, target, mapping));

        world.AssertSettled("dataset", dataset, World.Dataset(schema));
        world.AssertSettled("connection", connection, World.Connection());
        world.AssertSettled("sourceConnection", source, World.Source(connection));
        world.AssertSettled("targetConnection", target, World.Target(schema, dataset));
        world.AssertSettled("mapping", mapping, World.Mapping(schema));
        world.AssertSettled("flow", flow, World.Flow(source, target, mapping));
        Assert.That(connection.Attributes.TextOf("inletUrl"), Does.EndWith("/" + connection.Attributes.TextOf("inletId")));

        // What a list gives is what a single read gives.
        foreach (var (kind, live) in ((string, LiveObject)[])[("schema", schema), ("dataset", dataset), ("connection", connection), ("sourceConnection", source), ("targetConnection", target), ("mapping", mapping), ("flow", flow)])
        {
            var listed = await world.Kind(kind).ListAsync(CancellationToken.None).SingleAsync(l => l.Id == live.Id);
            Assert.That(listed.Fields, Is.EqualTo(live.Fields), kind);
            Assert.That(listed.Attributes, Is.EqualTo(live.Attributes), kind);
            Assert.That(listed.Etag, Is.EqualTo(live.Etag), kind);
        }

        foreach (var (kind, live) in ((string, LiveObject)[])[("flow", flow), ("mapping", mapping), ("targetConnection", target), ("sourceConnection", source), ("connection", connection), ("dataset", dataset)])
        {
            await world.Kind(kind).DeleteAsync(live.Id, CancellationToken.None);
            Assert.That(await world.Kind(kind).ReadAsync(live.Id, CancellationToken.None), Is.Null, kind);
            await world.Kind(kind).DeleteAsync(live.Id, CancellationToken.None);
        }
    }

    [Test]
    public async Task A_schema_with_field_groups_in_Profile_and_its_dataset()
    {
        await using var world = await World.StartAsync();
        var fields = Map(
            ("title", Text("Loyalty")),
            ("description", Text("Members")),
            ("class", Text(World.ProfileClass)),
            ("fieldGroups", Map(
                ("https://ns.adobe.com/xdm/context/identitymap", Value.Of(true)),
                ("https://ns.adobe.com/xdm/context/profile-person-details", Value.Of(true)),
                ("https://ns.adobe.com/xdm/context/profile-work-details", Value.Of(true)))),
            ("profile", Value.Of(true)));

        var schema = await world.CreateAsync("schema", fields);
        Assert.That(schema.Fields["profile"], Is.EqualTo(Value.Of(false)));
        schema = await world.UpdateAsync("schema", schema, fields);
        world.AssertSettled("schema", schema, fields);
        schema = await world.UpdateAsync("schema", schema, fields.With("description", Text("All members")));
        Assert.That(schema.Fields.TextOf("description"), Is.EqualTo("All members"));

        var declared = World.Dataset(schema)
            .With("profile", Map(("enabled", Value.Of(true)), ("upsert", Value.Of(false))))
            .With("tags", Map(("team/core", List("a"))));
        var dataset = await world.CreateAsync("dataset", declared);
        world.AssertSettled("dataset", dataset, declared);

        declared = declared
            .With("profile", Map(("enabled", Value.Of(true)), ("upsert", Value.Of(true))))
            .With("tags", Map(("team/core", List("b")), ("more", List("c"))))
            .With("name", Text("Renamed"))
            .With("description", Text("New"));
        dataset = await world.UpdateAsync("dataset", dataset, declared);
        world.AssertSettled("dataset", dataset, declared);
        var all = await world.Kind("dataset").ListAsync(CancellationToken.None).ToListAsync();
        Assert.That(all.Where(l => l.Owner == "acme/dataset.a").Select(l => l.Id), Is.EqualTo(new[] { dataset.Id }));
    }

    [Test]
    public async Task A_mapping_changes_to_a_new_version_and_its_flow_is_pointed_to_it()
    {
        await using var world = await World.StartAsync();
        var schema = await world.SchemaAsync();
        var dataset = await world.DatasetAsync(schema);
        var connection = await world.CreateAsync("connection", World.Connection());
        var source = await world.CreateAsync("sourceConnection", World.Source(connection));
        var target = await world.CreateAsync("targetConnection", World.Target(schema, dataset));
        var before = await world.CreateAsync("mapping", World.Mapping(schema));
        var flow = await world.CreateAsync("flow", World.Flow(source, target, before));

        var mapping = await world.UpdateAsync("mapping", before, World.Mapping(schema, "givenName"));
        world.AssertSettled("mapping", mapping, World.Mapping(schema, "givenName"));
        Assert.That(mapping.Attributes["version"], Is.Not.EqualTo(before.Attributes["version"]));
        flow = await world.UpdateAsync("flow", flow, World.Flow(source, target, mapping, enabled: false).With("description", Text("d")));
        world.AssertSettled("flow", flow, World.Flow(source, target, mapping, enabled: false).With("description", Text("d")));
        flow = await world.UpdateAsync("flow", flow, World.Flow(source, target, mapping));
        world.AssertSettled("flow", flow, World.Flow(source, target, mapping));

        var stale = await Assert.ThrowsAsync<ProviderException>(() => world.UpdateAsync("mapping", before, World.Mapping(schema, "other")));
        Assert.That(stale!.Effect, Is.EqualTo(CallEffect.PreconditionFailed));
    }

    [Test]
    public async Task A_connection_changes_in_place()
    {
        await using var world = await World.StartAsync();
        var connection = await world.CreateAsync("connection", World.Connection());
        var declared = World.Connection("Renamed")
            .With("description", Text("d")).With("authenticationRequired", Value.Of(true)).With("streamName", Text("stream"));

        var changed = await world.UpdateAsync("connection", connection, declared);

        world.AssertSettled("connection", changed, declared.With("sourceId", Text("ACME")));
        Assert.That(changed.Attributes["inletUrl"], Is.EqualTo(connection.Attributes["inletUrl"]));
        var stale = await Assert.ThrowsAsync<ProviderException>(() => world.UpdateAsync("connection", connection, declared));
        Assert.That((stale!.Effect, stale.Diagnostic.Code), Is.EqualTo((CallEffect.PreconditionFailed, "FP3024")));
    }

    [Test]
    public async Task A_new_flow_can_be_disabled_while_it_is_initializing()
    {
        await using var world = await World.StartAsync(new() { InitializingReads = 3 });
        var schema = await world.SchemaAsync();
        var dataset = await world.DatasetAsync(schema);
        var connection = await world.CreateAsync("connection", World.Connection());
        var source = await world.CreateAsync("sourceConnection", World.Source(connection));
        var target = await world.CreateAsync("targetConnection", World.Target(schema, dataset));
        var mapping = await world.CreateAsync("mapping", World.Mapping(schema));
        var declared = World.Flow(source, target, mapping, enabled: false);
        var flow = await world.CreateAsync("flow", declared);
        Assert.That(flow.Fields["enabled"], Is.EqualTo(Value.Of(true)));

        flow = await world.UpdateAsync("flow", flow, declared);

        world.AssertSettled("flow", flow, declared);
        Assert.That(world.Emulator.Requests.Where(r => r.PathAndQuery.Contains("/action?", StringComparison.Ordinal)).Select(r => r.Status), Has.Some.EqualTo(400));
    }

    [Test]
    public async Task The_mapping_path_of_the_tutorial_works_in_its_own_form()
    {
        await using var world = await World.StartAsync(change: s => s with { MappingSetsPath = AepSettings.TutorialMappingSetsPath });
        var schema = await world.SchemaAsync();

        var mapping = await world.CreateAsync("mapping", World.Mapping(schema));
        world.AssertSettled("mapping", mapping, World.Mapping(schema));
        mapping = await world.UpdateAsync("mapping", mapping, World.Mapping(schema, "givenName"));

        world.AssertSettled("mapping", mapping, World.Mapping(schema, "givenName"));
        Assert.That(world.Emulator.Requests.Select(r => r.PathAndQuery), Has.None.Contains("conversion"));
    }

    [Test]
    public async Task Lists_are_read_to_their_end()
    {
        await using var world = await World.StartAsync(new() { FlowServicePageSize = 7 });
        var schema = await world.SchemaAsync("S 0");
        var expected = Enumerable.Range(0, 105).Select(i => $"N {i}").ToList();
        foreach (var name in expected)
        {
            await world.Kind("dataset").CreateAsync(new(new("dataset", "a"), "p", World.Dataset(schema, name)), CancellationToken.None);
            await world.Kind("connection").CreateAsync(new(new("connection", "a"), "p", World.Connection(name)), CancellationToken.None);
            await world.Kind("mapping").CreateAsync(new(new("mapping", "a"), "p", World.Mapping(schema).With("name", Text(name))), CancellationToken.None);
            await world.SchemaAsync(name);
        }

        foreach (var kind in (string[])["dataset", "connection", "mapping"])
        {
            var names = await world.Kind(kind).ListAsync(CancellationToken.None).Select(l => l.Name).ToListAsync();
            Assert.That(names, Is.EquivalentTo(expected), kind);
        }

        var titles = await world.Kind("schema").ListAsync(CancellationToken.None).Select(l => l.Name).ToListAsync();
        Assert.That(titles, Is.EquivalentTo(expected.Append("S 0")));
    }
}
