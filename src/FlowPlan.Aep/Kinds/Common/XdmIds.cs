using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Common;

/// <summary>The two forms in which services and people name XDM resources: the <c>$id</c>, a URI, and the <c>meta:altId</c>.</summary>
internal static class XdmIds
{
    /// <summary>The id of a class or field group in either form: a URI, or a <c>meta:altId</c> such as <c>_acme.classes.1a2b</c>.</summary>
    public static bool IsComponentId(string text) =>
        text.StartsWith("https://", StringComparison.Ordinal)
        || text.StartsWith("http://", StringComparison.Ordinal)
        || (text.StartsWith('_') && text.IndexOf('.', StringComparison.Ordinal) > 1 && !text.Any(char.IsWhiteSpace));

    /// <summary>
    /// Whether an id is that of a component of an organization, such as <c>https://ns.adobe.com/acme/mixins/1a2b</c>, and not of a standard one.
    /// </summary>
    public static bool IsOwn(string id) =>
        ToUri(id).Split('/') is ["https:", "", "ns.adobe.com", not ("xdm" or "experience" or "adobecloud"), "classes" or "mixins" or "datatypes" or "schemas", { Length: > 0 }];

    /// <summary>The URI of a <c>meta:altId</c>, which has dots in place of the slashes below <c>https://ns.adobe.com</c>; any other text as it is.</summary>
    public static string ToUri(string id) =>
        id.StartsWith('_') && IsComponentId(id) ? "https://ns.adobe.com/" + id[1..].Replace('.', '/') : id;

    /// <summary>As <see cref="ToUri(string)"/>, for a text value; references and secrets pass through.</summary>
    public static Value ToUri(Value id) => id is Value.Text(var text) && ToUri(text) is var uri && uri != text ? Value.Of(uri) : id;
}
