using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;
using FlowPlan.Core.Tests.State.Support;

namespace FlowPlan.Core.Tests.State;

public class LockfileGuardTests
{
    [Test]
    public void A_lockfile_of_the_same_place_is_used() => Assert.That(Check("acme-streaming", "dev", "ACME@AdobeOrg", "dev"), Is.Empty);

    [TestCase("other", "dev", "ACME@AdobeOrg", "dev", "project 'acme-streaming', not to 'other'")]
    [TestCase("acme-streaming", "prod", "ACME@AdobeOrg", "dev", "environment 'dev', not to 'prod'")]
    [TestCase("acme-streaming", "dev", "Other@AdobeOrg", "dev", "organization 'ACME@AdobeOrg', not to 'Other@AdobeOrg'")]
    [TestCase("acme-streaming", "dev", "ACME@AdobeOrg", "DEV", "sandbox 'dev', not to 'DEV'")]
    public void A_lockfile_of_another_place_is_refused_and_both_are_named(
        string project, string environment, string organization, string sandbox, string message)
    {
        var found = Check(project, environment, organization, sandbox).Single();
        Assert.That(found.Code, Is.EqualTo("FP6006"));
        Assert.That(found.Message, Does.EndWith(message));
        Assert.That(found.Help, Is.Not.Empty);
    }

    [Test]
    public void All_that_does_not_fit_is_told_at_once() => Assert.That(Check("a", "b", "c", "d"), Has.Length.EqualTo(4));

    private static ImmutableArray<Diagnostic> Check(string project, string environment, string organization, string sandbox)
    {
        var found = new DiagnosticBag();
        LockfileGuard.Check("lock", Sample.Empty, new(project, environment, organization, sandbox), found);
        return found.ToSorted();
    }
}
