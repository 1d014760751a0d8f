using System.Text.RegularExpressions;
using FlowPlan.Emulator.Http;

namespace FlowPlan.Emulator.Services.SchemaRegistry.Protocol;

/// <summary>The Accept header of reads. A list does not need a version in it; a lookup does.</summary>
internal static partial class AcceptHeader
{
    /// <summary>The requested form, such as <c>xed</c>, <c>xed-id</c> or <c>xed-full</c>.</summary>
    public static string Check(EmulatorRequest request, bool lookup)
    {
        var match = Form().Match(request.Header("accept") ?? string.Empty);
        if (!match.Success)
        {
            throw lookup
                ? SchemaRegistryErrors.Of(request, "1007-400", "Accept header invalid", "The Accept header must name a form and a version, such as application/vnd.adobe.xed+json; version=1.")
                : SchemaRegistryErrors.Of(request, "1006-400", "Accept header invalid", "The Accept header must name a form, such as application/vnd.adobe.xed-id+json.");
        }

        if (lookup && !match.Groups["version"].Success)
            throw SchemaRegistryErrors.Of(request, "1007-400", "Accept header invalid", "A version must be supplied in the Accept header.");
        return match.Groups["form"].Value.Replace("xdm", "xed", StringComparison.Ordinal);
    }

    /// <summary>The requested form of descriptors, <c>id</c>, <c>link</c> or empty for all fields, and whether the list is paged.</summary>
    public static (string Form, bool IsPaged) CheckDescriptors(EmulatorRequest request)
    {
        var match = DescriptorForm().Match(request.Header("accept") ?? string.Empty);
        return match.Success
            ? (match.Groups["form"].Value, match.Groups["paged"].Success)
            : throw SchemaRegistryErrors.Of(request, "1008-400", "Accept header invalid", "The Accept header must be one of the xdm forms.");
    }

    [GeneratedRegex(@"^application/vnd\.adobe\.xdm(?<paged>-v2)?(-(?<form>id|link))?\+json(\s*;.*)?$")]
    private static partial Regex DescriptorForm();

    [GeneratedRegex(@"^application/vnd\.adobe\.(?<form>x[ed][dm](-[a-z0-9]+)*)\+json(\s*;\s*version=(?<version>\d+(\.\d+)*))?$")]
    private static partial Regex Form();
}
