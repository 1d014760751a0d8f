using FlowPlan.Cli.Output.Diagnostics;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Tests.Output;

/// <summary>Findings that say the same of many resources.</summary>
public sealed class AlikeFindingTests
{
    [Test]
    public void Many_alike_findings_are_one_with_their_number_and_the_first_addresses()
    {
        var other = Refused(100) with { Help = "something else" };
        var shown = AlikeFindings.Of([Refused(0), other, .. Enumerable.Range(1, 9).Select(Refused)]);

        Assert.That(shown, Has.Count.EqualTo(2));
        Assert.That(shown[0].Message, Is.EqualTo(Refused(0).Message));
        Assert.That(shown[0].Details, Is.EqualTo(new[] { "the same for 9 more: connection.c1, connection.c2, connection.c3, connection.c4, connection.c5 and 4 others" }));
        Assert.That(shown[1], Is.EqualTo(other));
    }

    [Test]
    public void Three_are_left_as_they_are() =>
        Assert.That(AlikeFindings.Of([Refused(0), Refused(1), Refused(2)]), Has.Count.EqualTo(3));

    [Test]
    public void What_differs_in_more_than_address_and_URL_is_not_put_together() =>
        Assert.That(AlikeFindings.Of(Enumerable.Range(0, 9).Select(n => Refused(n) with { Message = $"the name 'n{n}' is not valid" })), Has.Count.EqualTo(9));

    [Test]
    public void Details_are_not_lost() =>
        Assert.That(AlikeFindings.Of(Enumerable.Range(0, 9).Select(n => Refused(n) with { Details = [$"{n}"] })), Has.Count.EqualTo(9));

    private static Diagnostic Refused(int n) => Finding.Error("FP3010", $"POST http://127.0.0.1:9/connections/{n} of connection.c{n} could not be reached at 127.0.0.1:9: refused") with
    {
        Address = new ResourceAddress("connection", $"c{n}"),
        Help = "Check the URL.",
    };
}
