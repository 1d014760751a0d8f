using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Tests;

/// <summary>The work of a request is stored as a whole or not at all.</summary>
public sealed class TransactionTests
{
    [Test]
    public async Task Failed_work_changes_nothing()
    {
        using var database = new SqliteDatabase(null);
        database.Execute("CREATE TABLE t (x)");

        Assert.That(
            async () => await database.InTransactionAsync<int>(() =>
            {
                database.Execute("INSERT INTO t VALUES (1)");
                throw new InvalidOperationException("the work");
            }),
            Throws.InvalidOperationException);

        await database.InTransactionAsync(() => ValueTask.FromResult(database.Execute("INSERT INTO t VALUES (2)")));
        Assert.That(database.Scalar("SELECT group_concat(x) FROM t"), Is.EqualTo("2"));
    }

    [Test]
    public async Task A_failed_rollback_does_not_hide_why_the_work_failed()
    {
        using var database = new SqliteDatabase(null);

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(async () => await database.InTransactionAsync<int>(() =>
        {
            database.Execute("ROLLBACK");
            throw new InvalidOperationException("the work");
        }));

        Assert.That(thrown!.Message, Is.EqualTo("the work"));
        Assert.That((string?)thrown.Data["rollback"], Does.Contain("no transaction is active"));
    }
}
