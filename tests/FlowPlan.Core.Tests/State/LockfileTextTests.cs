using System.Collections.Immutable;
using System.Text;
using FlowPlan.Core.State;
using FlowPlan.Core.State.Serialization;
using FlowPlan.Core.Tests.State.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.State;

public class LockfileTextTests
{
    [Test]
    public void The_text_is_the_one_that_is_committed() => Assert.That(Encoding.UTF8.GetString(LockfileText.Write(Sample.Full)), Is.EqualTo("""
        {
          "version": 2,
          "lineage": "3f9d6f0a",
          "serial": 7,
          "project": "acme-streaming",
          "environment": "dev",
          "organization": "ACME@AdobeOrg",
          "sandbox": "dev",
          "resources": {
            "connection.web.main": {
              "id": "c-1",
              "fields": {
                "name": "name of c-1"
              },
              "attributes": {}
            },
            "flow.loyalty": {
              "id": "f-1",
              "etag": "\"0500\"",
              "fields": {
                "enabled": true,
                "name": "ACME \"Streaming\" <Dataflow> – ü \uD83D\uDE80",
                "nothing": null,
                "part": {
                  "$ref": "https://ns.adobe.com/xdm/x"
                },
                "rate": 1.5,
                "source": {
                  "$reference": "connection.web.main.id"
                },
                "steps": [
                  1,
                  "two"
                ],
                "token": {
                  "$sensitive": "00ff"
                }
              },
              "attributes": {
                "state": "enabled"
              },
              "dependencies": [
                "connection.web.main"
              ],
              "preventDestroy": true
            }
          },
          "deposed": {
            "flow.loyalty": [
              {
                "id": "f-0",
                "fields": {
                  "name": "name of f-0"
                },
                "attributes": {}
              }
            ]
          },
          "outputs": {
            "inlet": "https://dcs.example/collection/c-1"
          },
          "checksum": "sha256:e66d9ef2ccd038c6ce935da13442e1e42ed0b9609b021489d780aa9a3322eb65"
        }

        """));

    [Test]
    public void Reading_gives_back_what_was_written() =>
        LockfileReader.Read("lock", LockfileText.Write(Sample.Full)).Value.SameAs(Sample.Full);

    [FsCheck.NUnit.Property(Arbitrary = [typeof(RandomLockfiles)], MaxTest = 500)]
    public void Any_lockfile_is_read_as_it_was_written(Lockfile lockfile)
    {
        var text = LockfileText.Write(lockfile);
        var read = LockfileReader.Read("lock", text);
        Assert.That(read.Diagnostics, Is.Empty);
        read.Value.SameAs(lockfile);
        Assert.That(LockfileText.Write(read.Value!), Is.EqualTo(text));
    }

    [Test]
    public void The_order_in_which_resources_were_added_does_not_show()
    {
        var forth = Sample.Of(50);
        var back = forth with { Resources = forth.Resources.Reverse().ToImmutableSortedDictionary() };
        Assert.That(LockfileText.Write(back), Is.EqualTo(LockfileText.Write(forth)));
    }

    [Test]
    public void A_change_of_one_resource_changes_its_lines_and_serial_and_checksum_alone()
    {
        var before = Sample.Of(20);
        var after = before with { Serial = 2, Resources = before.Resources.SetItem(Sample.Address(7), Sample.State("other")) };
        var lines = Lines(before).Zip(Lines(after)).Where(pair => pair.First != pair.Second).Select(pair => pair.Second.Trim().Split(':')[0]);
        Assert.That(lines, Is.EqualTo(new[] { "\"serial\"", "\"id\"", "\"name\"", "\"checksum\"" }));
    }

    [Test]
    public void Fields_may_nest_as_deep_as_a_manifest_can()
    {
        var value = Value.Of("deep");
        for (var i = 0; i < 200; i++)
            value = i % 2 == 0 ? Value.Map.Of(("k", value)) : new Value.List([value]);
        var lockfile = Sample.Empty with
        {
            Resources = Sample.Empty.Resources.Add(Sample.Address(1), Sample.State("id") with { Fields = Value.Map.Of(("top", value)) }),
        };
        LockfileReader.Read("lock", LockfileText.Write(lockfile)).Value.SameAs(lockfile);
    }

    [Test]
    public void Fifty_thousand_resources_are_read_as_they_were_written()
    {
        var lockfile = Sample.Of(50_000);
        LockfileReader.Read("lock", LockfileText.Write(lockfile)).Value.SameAs(lockfile);
    }

    [TestCase("\r\n", TestName = "Line_ends_that_version_control_changed_do_no_harm")]
    [TestCase("\n", "\uFEFF", TestName = "A_byte_order_mark_of_an_editor_does_no_harm")]
    public void A_text_that_only_looks_different_is_read(string lineEnd, string start = "")
    {
        var text = start + Encoding.UTF8.GetString(LockfileText.Write(Sample.Full)).Replace("\n", lineEnd);
        LockfileReader.Read("lock", Encoding.UTF8.GetBytes(text)).Value.SameAs(Sample.Full);
    }

    [Test]
    public void A_secret_in_the_clear_is_refused()
    {
        var secret = new Value.List([Value.Map.Of(("key", new Value.Secret(Value.Of("canary"))))]);
        var lockfile = Sample.Empty with
        {
            Resources = Sample.Empty.Resources.Add(Sample.Address(1), Sample.State("id") with { Fields = Value.Map.Of(("auth", secret)) }),
        };
        Assert.That(() => LockfileText.Write(lockfile), Throws.InvalidOperationException.With.Message.Not.Contains("canary"));
    }

    private static string[] Lines(Lockfile lockfile) => Encoding.UTF8.GetString(LockfileText.Write(lockfile)).Split('\n');
}
