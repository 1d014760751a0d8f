using FlowPlan.Core.Diagnostics;
using FlowPlan.State.Locations;
using FlowPlan.State.Postgres;
using Npgsql;

namespace FlowPlan.State.Tests.Postgres;

/// <summary>A URL and the variables of libpq say where the database is.</summary>
public sealed class PostgresAddressTests
{
    private static readonly StateName Name = new("acme", "dev", "/");

    [Test]
    public void What_the_URL_lacks_comes_from_the_variables()
    {
        var (connection, address) = Of("postgres:///", ("PGHOST", "db.example"), ("PGPORT", "6432"), ("PGUSER", "jane"), ("PGPASSWORD", "pw"), ("PGDATABASE", "states"), ("PGSSLMODE", "verify-full"));

        Assert.Multiple(() =>
        {
            Assert.That((connection.Host, connection.Port, connection.Username, connection.Password, connection.Database), Is.EqualTo(("db.example", 6432, "jane", "pw", "states")));
            Assert.That(connection.SslMode, Is.EqualTo(SslMode.VerifyFull));
            Assert.That((address.Schema, address.Name), Is.EqualTo(("flowplan", "acme/dev")));
            Assert.That(address.Location, Is.EqualTo("postgres://db.example:6432/states/acme/dev"));
        });
    }

    [Test]
    public void The_URL_goes_before_the_variables_and_its_path_names_database_and_prefix()
    {
        var (connection, address) = Of("postgres://bob:p%40ss@other.example:7000/my%20db/team/a?schema=s%22x&sslmode=require", ("PGHOST", "db.example"), ("PGUSER", "jane"));

        Assert.Multiple(() =>
        {
            Assert.That((connection.Host, connection.Port, connection.Username, connection.Password, connection.Database), Is.EqualTo(("other.example", 7000, "bob", "p@ss", "my db")));
            Assert.That((address.Schema, address.Name), Is.EqualTo(("s\"x", "team/a/acme/dev")));
            Assert.That(address.Location, Is.EqualTo("postgres://other.example:7000/my db/team/a/acme/dev"));
        });
    }

    [TestCase("postgres://h/db?sslmode=maybe", "sslmode")]
    [TestCase("postgres://h/db?colour=red", "'colour'")]
    [TestCase("postgres://h/db?schema=", "schema")]
    public void A_parameter_that_is_wrong_is_refused(string url, string named)
    {
        var refused = Checks.Throws("FP6403", () => PostgresAddress.Of(new(url), Name, new Dictionary<string, string>()));

        Assert.That(refused.Message, Does.Contain(named));
    }

    [Test]
    public void A_port_that_is_not_a_number_is_refused() => Checks.Throws(
        "FP6403", () => PostgresAddress.Of(new("postgres://h/db"), Name, new Dictionary<string, string> { ["PGPORT"] = "x" }));

    [TestCase("ftp://h/x")]
    [TestCase("postgres")]
    [TestCase("postgres://user:secret@[")]
    public void What_is_not_a_location_is_refused_without_being_quoted(string text)
    {
        var refused = Checks.Throws("FP6403", () => StateLocation.Parse(text, SourceSpan.OfFile("FLOWPLAN_STATE")));

        Assert.That(refused.Message + refused.Help, Does.Not.Contain("secret"));
    }

    [Test]
    public void Both_names_of_the_scheme_and_file_are_known()
    {
        var span = SourceSpan.OfFile("FLOWPLAN_STATE");
        Assert.That(StateLocation.Parse("postgresql://h/db", span).Scheme, Is.EqualTo("postgres"));
        Assert.That(StateLocation.Parse("file", span).IsFile, Is.True);
        Assert.That(StateLocation.Parse("postgres://jane:pw@h:1/db?x=1", span).Text, Is.EqualTo("postgres://h:1/db"));
    }

    private static (NpgsqlConnectionStringBuilder Connection, PostgresAddress Address) Of(string url, params (string Name, string Value)[] variables)
    {
        var address = PostgresAddress.Of(new(url), Name, variables.ToDictionary(v => v.Name, v => v.Value));
        return (new(address.Connection), address);
    }
}
