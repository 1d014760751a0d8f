using System.Security.Authentication;
using FlowPlan.State.Transport;

namespace FlowPlan.State.Tests.Transport;

/// <summary>What went wrong before there was an answer.</summary>
internal sealed class RestFaultTests
{
    private static IEnumerable<TestCaseData> Faults() =>
    [
        new(new HttpRequestException("x", new AuthenticationException("the certificate is of another host")), "FP6402", false, "of another host", "authorities of this system"),
        new(new HttpRequestException("connection refused"), "FP6401", true, "connection refused", "network"),
        new(new IOException("cut off"), "FP6401", true, "cut off", "network"),
        new(new InvalidDataException("too long"), "FP6406", false, "too long", "proxy"),
        new(new CredentialException("none", "set X"), "FP6402", false, "none", "set X"),
        new(new CredentialException("none"), "FP6402", false, "none", "what generally helps"),
        new(new CredentialException("later", isTransient: true), "FP6401", true, "later", "network"),
    ];

    [TestCaseSource(nameof(Faults))]
    public void Each_fault_has_its_finding(Exception fault, string code, bool isTransient, string message, string help)
    {
        Assert.That(RestFaults.IsFault(fault), Is.True);
        var found = RestFaults.Of("s3://bucket", fault, "what generally helps");

        Assert.That((found.Diagnostic.Code, found.IsTransient), Is.EqualTo((code, isTransient)));
        Assert.That(found.Diagnostic.Message, Does.Contain(message));
        Assert.That(found.Diagnostic.Help, Does.Contain(help));
    }
}
