using FlowPlan.Emulator.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FlowPlan.Emulator.Hosting;

/// <summary>
/// Makes routing see each segment of the path as the services do: decoded on its own, so that an encoded slash does not
/// split it. Empty segments, which repeated and trailing slashes make, are left out.
/// </summary>
internal static class PathSegments
{
    /// <summary>Runs before routing, with an escaped path.</summary>
    public static Task EscapeAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Features.GetRequiredFeature<EmulatorRequest>();

        // The conversion from a string would decode it again.
        context.Request.Path = new PathString("/" + string.Join('/', request.Path.Select(Escape)));
        return next(context);
    }

    /// <summary>Runs after routing, and restores the values of route parameters.</summary>
    public static Task UnescapeAsync(HttpContext context, RequestDelegate next)
    {
        foreach (var (name, value) in context.Request.RouteValues.ToList())
        {
            if (value is string text)
                context.Request.RouteValues[name] = Unescape(text);
        }

        return next(context);
    }

    private static string Escape(string segment) =>
        segment.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal);

    private static string Unescape(string value) =>
        value.Replace("%2F", "/", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);
}
