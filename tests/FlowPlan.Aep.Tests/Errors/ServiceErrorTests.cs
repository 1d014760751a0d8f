using System.Text;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Aep.Tests.Support;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Tests.Errors;

[TestFixture]
internal sealed class ServiceErrorTests
{
    [TestCase(
        """{"error_code":"403010","message":"Oauth token is missing."}""",
        "403010", "Oauth token is missing.", null)]
    [TestCase(
        """{"type":"http://ns.adobe.com/aep/errors/XDM-1010-404","title":"Resource not found","status":404,"report":{"registryRequestId":"r-1","detailed-message":"The schema is not found.","sub-errors":[]},"detail":"The requested schema is not found."}""",
        "XDM-1010-404", "The requested schema is not found.", "r-1")]
    [TestCase(
        """{"type":"https://ns.adobe.com/aep/errors/FLOW-1439-404","title":"Resource not found","status":404,"report":{"detailed-message":"The flow is not found.","id":"x","request-id":"r-2","type":"flows"},"errorMessage":"Not here."}""",
        "FLOW-1439-404", "Not here.", "r-2")]
    [TestCase(
        """{"type":"https://ns.adobe.com/aep/errors/FLOW-1439-404","title":"Resource not found","report":{"detailed-message":"The flow is not found."},"errorMessage":null}""",
        "FLOW-1439-404", "The flow is not found.", null)]
    [TestCase(
        """{"type":"https://ns.adobe.com/adobecloud/problem/data-collection-service-authorization","status":"401","title":"Authorization","report":{"message":"[id] Ims service token is empty"}}""",
        null, "[id] Ims service token is empty", null)]
    [TestCase(
        """{"type":"/placeholder/type/uri","status":400,"title":"BadRequestError","detail":"A valid content-type must be specified"}""",
        null, "A valid content-type must be specified", null)]
    [TestCase("""{"error":"invalid_client","error_description":"invalid client_id"}""", "invalid_client", "invalid client_id", null)]
    [TestCase("""{"error_code":403025,"message":"Profile is not valid"}""", "403025", "Profile is not valid", null)]
    [TestCase("<html>Bad Gateway</html>", null, null, null)]
    [TestCase("", null, null, null)]
    [TestCase("[1]", null, null, null)]
    [TestCase("""{"message":{"nested":true},"title":"Title"}""", null, "Title", null)]
    public void Each_envelope_gives_its_code_its_message_and_its_request_id(string body, string? code, string? message, string? requestId)
    {
        var error = ServiceErrorParser.Parse(400, Encoding.UTF8.GetBytes(body), null);

        Assert.That(error, Is.EqualTo(new ServiceError(400, code, message, requestId)));
    }

    [Test]
    public void A_message_cannot_write_to_the_terminal_nor_fill_it()
    {
        var body = $$"""{"message": "\u001b[2Jgone\n{{new string('x', 5000)}}"}""";

        var error = ServiceErrorParser.Parse(400, Encoding.UTF8.GetBytes(body), null);

        Assert.That(error.Message, Does.StartWith("[2Jgone x").And.Length.LessThan(1100));
        Assert.That(error.Message!.Any(char.IsControl), Is.False);
    }

    [Test]
    public void A_message_is_not_truncated_inside_a_character()
    {
        var body = $$"""{"message": "{{new string('x', 999)}}{{string.Concat(Enumerable.Repeat("\U0001F600", 5))}}"}""";

        var error = ServiceErrorParser.Parse(400, Encoding.UTF8.GetBytes(body), null);

        Assert.That(error.Message, Is.EqualTo(new string('x', 999) + "…"));
    }

    [TestCase("\u202e", TestName = "A_message_cannot_reverse_the_direction_of_text")]
    [TestCase("\u2066", TestName = "A_message_cannot_isolate_a_direction_of_text")]
    [TestCase("\u200b", TestName = "A_message_has_no_invisible_characters")]
    [TestCase("\u2028", TestName = "A_message_is_one_line")]
    [TestCase("\U000E0041", TestName = "A_message_has_no_tag_characters")]
    public void Invisible(string character)
    {
        var body = $$"""{"message": "a{{character}}b \ud83d\ude00"}""";

        var error = ServiceErrorParser.Parse(400, Encoding.UTF8.GetBytes(body), null);

        Assert.That(error.Message, Is.EqualTo("a b \U0001F600"));
    }

    [TestCase("FLOW-1404-412", 1404)]
    [TestCase("XDM-1521-400", 1521)]
    [TestCase("403010", null)]
    [TestCase(null, null)]
    public void The_number_of_a_code_is_its_middle(string? code, int? number) =>
        Assert.That(new ServiceError(400, code, null, null).Number, Is.EqualTo(number));

    [TestCase(400, "FP3020", CallEffect.None)]
    [TestCase(401, "FP3021", CallEffect.None)]
    [TestCase(403, "FP3022", CallEffect.None)]
    [TestCase(404, "FP3023", CallEffect.None)]
    [TestCase(408, "FP3020", CallEffect.Unknown)]
    [TestCase(409, "FP3020", CallEffect.None)]
    [TestCase(412, "FP3024", CallEffect.PreconditionFailed)]
    [TestCase(422, "FP3020", CallEffect.None)]
    [TestCase(429, "FP3025", CallEffect.None)]
    [TestCase(500, "FP3026", CallEffect.Unknown)]
    [TestCase(504, "FP3026", CallEffect.Unknown)]
    public async Task Each_status_of_a_create_has_its_finding_and_its_fate(int status, string code, CallEffect fate)
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Json(status, """{"error_code": "X-1", "message": "So it is."}""", ("x-request-id", "r-9")));
        var settings = Providers.Settings(server.Uri);
        await using var provider = Providers.Create(settings with { Retry = settings.Retry with { MaxAttempts = 1 } });

        var fault = await Assert.ThrowsAsync<ProviderException>(
            () => provider.Kind("sourceConnection").CreateAsync(Providers.SourceConnection, CancellationToken.None));

        Assert.That(fault!.Diagnostic.Code, Is.EqualTo(code));
        Assert.That(fault.Effect, Is.EqualTo(fate));
        Assert.That(fault.Diagnostic.RequestId, Is.EqualTo("r-9"));
        Assert.That(
            fault.Diagnostic.Message,
            Does.StartWith("Flow Service ").And.EndsWith($"POST /data/foundation/flowservice/sourceConnections ({status}, X-1): So it is."));
        Assert.That(fault.Diagnostic.Help, Is.Not.Empty);
    }

    [TestCase("403010", "carried no token")]
    [TestCase("403000", "FLOWPLAN_API_KEY")]
    [TestCase("403025", "FLOWPLAN_ORG_ID")]
    [TestCase("FLOW-2118-403", "permissions")]
    public void A_refused_access_says_which_of_its_reasons_it_was(string code, string help)
    {
        var request = new ServiceRequest("Flow Service", HttpMethod.Get, "flows?continuationToken=abc");

        var fault = ErrorDiagnostics.Of(request, new(403, code, null, null), new CallState(request, "r", 0));

        Assert.That(fault.Diagnostic.Help, Does.Contain(help));
        Assert.That(fault.Diagnostic.Message, Does.Not.Contain("abc"));
    }

    [Test]
    public void A_conflict_after_an_attempt_of_unknown_effect_is_unknown_itself()
    {
        var request = new ServiceRequest("Flow Service", HttpMethod.Patch, "flows/x") { IfMatch = "\"e\"" };

        var fault = ErrorDiagnostics.Of(request, new(412, "FLOW-1404-412", null, null), new CallState(request, "r", 0) { MayHaveHappened = true });

        Assert.That(fault.Effect, Is.EqualTo(CallEffect.Unknown));
    }
}
