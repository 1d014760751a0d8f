using System.Text;
using FlowPlan.Emulator.Http;

namespace FlowPlan.Emulator.Faults;

/// <summary>A response as it is sent, after fault injection.</summary>
/// <param name="Status">The status; 0 when the connection is closed without a response.</param>
/// <param name="ContentType">The content type.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The bytes that are sent.</param>
/// <param name="ContentLength">The announced length; greater than the length of the body when the body is truncated.</param>
/// <param name="Cut">Whether the connection is closed after the bytes.</param>
/// <param name="DripMilliseconds">The pause between pieces of the body.</param>
internal sealed record WireReply(
    int Status,
    string ContentType,
    IReadOnlyDictionary<string, string> Headers,
    byte[] Body,
    long ContentLength,
    bool Cut = false,
    int DripMilliseconds = 0)
{
    /// <summary>Closes the connection without a response.</summary>
    public static WireReply Aborted { get; } = new(0, string.Empty, new Dictionary<string, string>(), [], 0, Cut: true);

    public static WireReply From(Reply reply)
    {
        var body = Encoding.UTF8.GetBytes(reply.Text ?? reply.Body?.ToJsonString() ?? string.Empty);
        return new(reply.Status, reply.Text is null ? "application/json" : "application/octet-stream", reply.Headers, body, body.Length);
    }

    /// <summary>Replaces the body, with a matching length.</summary>
    public WireReply WithBody(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return this with { Body = bytes, ContentLength = bytes.Length };
    }
}
