using System.Globalization;
using System.Text.Json.Nodes;

namespace FlowPlan.EndToEnd.Tests.Pipelines;

/// <summary>A comment or an issue.</summary>
internal sealed record CiText(int Id, string Text, string Title);

/// <summary>Comments or issues.</summary>
internal sealed class CiTexts
{
    public List<CiText> Items { get; } = [];

    public JsonNode List(Func<CiText, JsonObject> form) => new JsonArray([.. Items.Select(form)]);

    public JsonNode Add(JsonNode? text, JsonNode? title = null)
    {
        Items.Add(new(40 + Items.Count, (string)text!, (string?)title ?? string.Empty));
        return new JsonObject();
    }

    /// <summary>Changes the one whose number the path ends with.</summary>
    public JsonNode Change(string path, JsonNode? text)
    {
        var at = Items.FindIndex(i => path.EndsWith("/" + i.Id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        Items[at] = Items[at] with { Text = (string)text! };
        return new JsonObject();
    }
}

/// <summary>What a CI system keeps: comments of the pull request, issues, and the plan as an artifact.</summary>
internal sealed class CiObjects
{
    public CiTexts Comments { get; } = new();

    public CiTexts Issues { get; } = new();

    public byte[] Plan { get; set; } = [];
}
