using FlowPlan.Core.State.Remote;
using FlowPlan.State.Locations;
using FlowPlan.State.Postgres;
using Npgsql;

namespace FlowPlan.State.Tests.Postgres;

/// <summary>What a real server refuses ends in a finding that says what to do, and names no credential.</summary>
public sealed class PostgresFaultTests
{
    [Test]
    public async Task A_wrong_password_is_refused_and_not_shown() => Assert.That(
        (await FailAsync("FP6402", variables: new() { ["PGUSER"] = PostgresServer.User, ["PGPASSWORD"] = "not-that-one" })).Message, Does.Contain("28P01").And.Not.Contain("not-that-one"));

    [Test]
    public Task A_missing_password_is_refused() => FailAsync("FP6402", variables: new() { ["PGUSER"] = PostgresServer.User });

    [Test]
    public Task A_database_that_does_not_exist_is_named() => FailAsync("FP6404", database: "nowhere");

    [Test]
    public Task A_server_that_is_not_there_cannot_be_reached() => FailAsync("FP6401", port: 1);

    [Test]
    public async Task A_role_without_permissions_is_told_which_it_needs()
    {
        var role = "r" + Guid.NewGuid().ToString("N");
        await ExecuteAsync($"create role {role} login password 'postgres-canary-password'");

        Assert.That(
            (await FailAsync("FP6402", schema: role, variables: new() { ["PGUSER"] = role, ["PGPASSWORD"] = PostgresServer.Password })).Help, Does.Contain("CREATE"));
    }

    [Test]
    public async Task A_server_that_takes_no_writes_is_told_apart()
    {
        var role = "r" + Guid.NewGuid().ToString("N");
        await ExecuteAsync($"create role {role} login superuser password '{PostgresServer.Password}'");
        await ExecuteAsync($"alter role {role} set default_transaction_read_only = on");

        Assert.That(
            (await FailAsync("FP6405", schema: role, variables: new() { ["PGUSER"] = role, ["PGPASSWORD"] = PostgresServer.Password })).Help, Does.Contain("primary"));
    }

    [Test]
    public async Task What_the_server_rejects_is_passed_on() =>
        Assert.That((await FailAsync("FP6406", schema: "pg_flowplan")).Message, Does.Contain("42939"));

    [TestCase("4.9")]
    [TestCase("3601")]
    [TestCase("a minute")]
    [TestCase("1e9")]
    public void A_lease_of_another_duration_is_refused(string lease) => Checks.Throws(
        "FP6408",
        () => new StateStoreFactory(new Dictionary<string, string> { ["FLOWPLAN_STATE_LEASE"] = lease }, TimeProvider.System)
            .Open(StateLocation.Parse("postgres://h/db", Core.Diagnostics.SourceSpan.OfFile("x")), new("p", "dev", "/")));

    [Test]
    public async Task Tables_of_a_newer_FlowPlan_are_left_alone()
    {
        var schema = "s" + Guid.NewGuid().ToString("N");
        await using (var store = Store(schema: schema))
            await (await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).ValueOrThrow().DisposeAsync();
        await ExecuteAsync($"update {schema}.leases set format = 2");

        await FailAsync("FP6407", schema: schema);
        await using var reader = Store(schema: schema);
        (await reader.LoadAsync(CancellationToken.None)).FailedWith("FP6407");
    }

    [Test]
    public async Task A_plan_needs_no_tables_and_makes_none()
    {
        var schema = "s" + Guid.NewGuid().ToString("N");
        await using var store = Store(schema: schema);
        Assert.That((await store.LoadAsync(CancellationToken.None)).ValueOrThrow().Lockfile, Is.Null);
        Assert.That((await store.UnlockAsync("x", force: true, CancellationToken.None))?.Code, Is.EqualTo("FP6102"));

        Assert.That(await ExecuteAsync($"select count(*) from pg_namespace where nspname = '{schema}'"), Is.Zero);
    }

    [Test]
    public async Task Eight_that_make_the_tables_at_once_do_not_hinder_each_other()
    {
        var schema = "s" + Guid.NewGuid().ToString("N");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(async () =>
        {
            await using var store = Store(schema: schema, environment: $"e{n}");
            await (await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).ValueOrThrow().DisposeAsync();
        })));
    }

    [TestCase("holder = 'x'::bytea")]
    [TestCase("holder = null")]
    public async Task A_holder_whose_name_is_damaged_holds_the_lock_and_is_removed_by_its_ID(string damage)
    {
        var schema = "s" + Guid.NewGuid().ToString("N");
        await using var store = Store(schema: schema);
        await using var session = (await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).ValueOrThrow();
        var id = (await store.DescribeLockAsync(CancellationToken.None))!.Id;
        await ExecuteAsync($"update {schema}.leases set {damage}");

        Assert.That((await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).FailedWith("FP6101").Message, Does.Contain($"lock id {id}"));
        Assert.That((await store.UnlockAsync(id, force: false, CancellationToken.None))?.Code, Is.EqualTo("FP6104"));
        Assert.That(await store.UnlockAsync(id, force: true, CancellationToken.None), Is.Null);
    }

    [TestCase("create table {0}.states (id int)", "UndefinedColumn")]
    [TestCase("create table {0}.states (name text primary key, revision text, serial bigint, lineage text, document bytea)", "a column of another type")]
    public async Task Tables_of_something_else_are_told_apart(string make, string why)
    {
        var schema = "s" + Guid.NewGuid().ToString("N");
        await ExecuteAsync($"create schema {schema}");
        await ExecuteAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, make, schema));
        await using (var first = Store(schema: schema))
        {
            if ((await first.OpenAsync(Sample.AtOnce, CancellationToken.None)).Value is { } session)
                await session.DisposeAsync();
        }

        if (why != "UndefinedColumn")
            await ExecuteAsync($"insert into {schema}.states values ('p/dev', '1', 1, 'x', 'text')");

        Assert.That((await FailAsync("FP6407", schema: schema)).Help, Does.Contain("?schema="));
    }

    [TestCase("document = 'no JSON'", "FP60")]
    [TestCase("document = ''", "FP60")]
    [TestCase("document = '[]'", "FP60")]
    public async Task A_row_that_something_else_wrote_is_refused_with_a_code(string damage, string code)
    {
        var schema = "s" + Guid.NewGuid().ToString("N");
        await using var store = Store(schema: schema);
        await using (var session = (await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).ValueOrThrow())
        {
            await session.SaveAsync(Sample.Empty, CancellationToken.None);
            await session.Journal.OpenAsync(Sample.Empty);
        }

        await ExecuteAsync($"update {schema}.states set {damage}");
        var found = (await store.LoadAsync(CancellationToken.None)).Diagnostics;
        Assert.That(found.Select(d => d.Code), Is.All.StartsWith(code).And.Not.Empty);
        Assert.That(found[0].Help, Does.Contain("state rollback"));
        Assert.That((await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).Succeeded, Is.False);
    }

    [TestCase("lines = substring(lines from 1 for length(lines) - 5)")]
    [TestCase("lines = substring(lines from 5)")]
    public async Task A_segment_of_the_journal_that_was_cut_is_damage(string damage)
    {
        var schema = "s" + Guid.NewGuid().ToString("N");
        await using var store = Store(schema: schema);
        await using (var session = (await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).ValueOrThrow())
        {
            await session.Journal.OpenAsync(Sample.Empty);
            await session.Journal.BeginAsync(Sample.Create(1), CancellationToken.None);
        }

        await ExecuteAsync($"update {schema}.journal set {damage}");
        (await store.LoadAsync(CancellationToken.None)).FailedWith("FP6201");
        (await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).FailedWith("FP6201");
    }

    private static RemoteStateStore Store(
        string database = "postgres", string schema = "faults", int? port = null, string environment = "dev", Dictionary<string, string>? variables = null) => new(
        new PostgresEngine(PostgresAddress.Of(
            new($"postgres://127.0.0.1:{port ?? PostgresServer.Instance.Port}/{database}?schema={schema}"), new("p", environment, "/"), variables ?? PostgresServer.Variables)),
        new(TimeSpan.FromSeconds(5)),
        TimeProvider.System);

    private static async Task<Core.Diagnostics.Diagnostic> FailAsync(
        string code, string database = "postgres", string schema = "faults", int? port = null, Dictionary<string, string>? variables = null)
    {
        await using var store = Store(database, schema, port, variables: variables);
        return (await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).FailedWith(code);
    }

    private static async Task<long> ExecuteAsync(string statement)
    {
        await using var source = NpgsqlDataSource.Create(PostgresAddress.Of(PostgresServer.Instance.Url, new("p", "e", "/"), PostgresServer.Variables).Connection);
        await using var command = source.CreateCommand(statement);
        return await command.ExecuteScalarAsync() as long? ?? 0;
    }
}
