using System.Net;

namespace FlowPlan.Emulator.Tests.Services;

/// <summary>The expressions of Data Prep: its functions and operators, the validation and the preview of mappings.</summary>
public sealed class ExpressionTests
{
    private const string Sets = EmulatorClient.DataPrep + "mappingSets";
    private const string Language = EmulatorClient.DataPrep + "languages/el";

    [Test]
    public async Task Functions_and_operators_are_listed()
    {
        await using var emulator = await EmulatorClient.StartAsync();

        var functions = await emulator.GetAsync(Language + "/functions");
        var operators = await emulator.GetAsync(Language + "/operators");

        Assert.That(functions.Body!.AsArray().Select(f => (string?)f!["function"]), Has.Member("concat").And.Member("iif").And.Member("ua_agent_name"));
        Assert.That(operators.Body!.AsArray().Select(o => ((string?)o!["operatorSymbol"], (int)o["numberOfOperands"]!)), Has.Member(("+", 2)).And.Member(("!", 1)));
    }

    [TestCase("lower(a)", "succeeded", "none")]
    [TestCase("lower(a", "failed", "the '(' is not closed")]
    [TestCase("lowr(a)", "failed", "the function 'lowr' is not known")]
    public async Task An_expression_is_validated(string expression, string status, string error)
    {
        await using var emulator = await EmulatorClient.StartAsync();

        var answer = await emulator.PostAsync(Language + "/validate", $$"""{"expression":"{{expression}}"}""");

        Assert.That((answer.Status, answer.Text("validationStatus"), answer.Text("error")), Is.EqualTo((HttpStatusCode.OK, status, error)));
    }

    [Test]
    public async Task The_validation_of_a_set_names_the_mapping_that_fails()
    {
        await using var emulator = await EmulatorClient.StartAsync();

        var answer = await emulator.PostAsync(Sets + "/validate", """
            {"mappings":[{"sourceType":"EXPRESSION","source":"lower(a)","destination":"x"},{"sourceType":"EXPRESSION","source":"left(a)","destination":"y"}]}
            """);

        Assert.That((answer.Text("validationResponse", "0", "status"), answer.Text("validationResponse", "1", "status")), Is.EqualTo(("SUCCESS", "FAILED")));
        Assert.That(answer.Text("validationResponse", "1", "errors", "0", "destination"), Is.EqualTo("y"));
        Assert.That(answer.Text("validationResponse", "1", "errors", "0", "exception"), Does.StartWith("left takes "));
    }

    [TestCase("""[{"a":"X","b":1},{"a":null}]""")]
    [TestCase("""{"a":"X","b":1}""")]
    public async Task A_preview_maps_each_record_and_names_what_fails(string data)
    {
        await using var emulator = await EmulatorClient.StartAsync();

        var answer = await emulator.PostAsync(Sets + "/preview", $$$"""
            {"data":{{{data}}},"mappingSet":{"mappings":[
              {"sourceType":"ATTRIBUTE","source":"b","destination":"n.b"},
              {"sourceType":"EXPRESSION","source":"a.equals(\"X\")","destination":"n.a"}]}}
            """);

        Assert.That(answer.At("0", "data")!.ToJsonString(), Is.EqualTo("""{"n":{"b":1,"a":true}}"""));
        Assert.That(answer.At("0", "errors"), Is.Null);
        if (data[0] == '[')
            Assert.That(answer.Text("1", "errors", "0", "exception"), Is.EqualTo("the method 'equals' is called on null"));
    }

    [Test]
    public async Task A_raw_record_is_a_row_as_the_mapping_of_its_flow_makes_it()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var (flow, inlet) = await RawFlowAsync(emulator, "upper(family)");

        var taken = await emulator.PostAsync("collection/" + inlet, """{"given":"Ann","family":"Lee"}""", ("x-adobe-flow-id", flow.Text("id")!));
        var kept = await emulator.GetAsync("__emulator/records");

        Assert.That((flow.Status, taken.Status), Is.EqualTo((HttpStatusCode.Created, HttpStatusCode.OK)));
        Assert.That(kept.At("0", "row")!.ToJsonString(), Is.EqualTo("""{"person":{"name":{"firstName":"Ann","lastName":"LEE"}}}"""));
        Assert.That(kept.Text("0", "body", "family"), Is.EqualTo("Lee"));
    }

    [TestCase("left(family)", "left takes 2 arguments, not 1")]
    [TestCase("upper(family", "the '(' is not closed")]
    public async Task A_flow_with_a_mapping_that_is_not_valid_is_refused(string expression, string problem)
    {
        await using var emulator = await EmulatorClient.StartAsync();

        var (flow, _) = await RawFlowAsync(emulator, expression);

        Assert.That(flow.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(flow.Body!.ToJsonString(), Does.Contain("1419-400").And.Contain(System.Text.Json.JsonEncodedText.Encode(problem).ToString()));
    }

    private static async Task<(Answer Flow, string Inlet)> RawFlowAsync(EmulatorClient emulator, string expression)
    {
        var schema = await emulator.SchemaAsync("S");
        var connection = await emulator.ConnectionAsync("Web", "\"dataType\":\"raw\",\"authenticationRequired\":false");
        var inlet = (await emulator.GetAsync(EmulatorClient.Flow + "connections/" + connection)).Text("items", "0", "auth", "params", "inletId")!;
        var mapping = await emulator.PostAsync(Sets, $$$"""
            {"outputSchema":{"schemaRef":{"id":"{{{schema}}}","contentType":"application/vnd.adobe.xed-full+json;version=1"}},"mappings":[
              {"sourceType":"ATTRIBUTE","source":"given","destination":"person.name.firstName"},
              {"sourceType":"EXPRESSION","source":"{{{expression}}}","destination":"person.name.lastName"}]}
            """);
        var target = await emulator.TargetAsync(schema, await emulator.DatasetAsync(schema, "D"));
        return (await emulator.PostAsync(EmulatorClient.Flow + "flows", EmulatorClient.FlowBody(await emulator.SourceAsync(connection), target, mapping.Text("id"))), inlet);
    }

    [TestCase("mappingSets/preview", """{"data":[],"mappingSet":{"mappings":[{"source":"a","destination":"b"}]}}""")]
    [TestCase("mappingSets/preview", """{"data":[{}],"mappingSet":{"mappings":[]}}""")]
    [TestCase("mappingSets/preview", "[]")]
    [TestCase("languages/el/validate", "{}")]
    public async Task A_body_that_lacks_something_is_refused(string path, string body)
    {
        await using var emulator = await EmulatorClient.StartAsync();

        Assert.That((await emulator.PostAsync(EmulatorClient.DataPrep + path, body)).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }
}
