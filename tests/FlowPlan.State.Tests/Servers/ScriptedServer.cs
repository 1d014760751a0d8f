using System.Text;
using Microsoft.AspNetCore.Http;

namespace FlowPlan.State.Tests.Servers;

/// <summary>A server that answers each request as a test says.</summary>
internal sealed class ScriptedServer(Func<HttpRequest, string, Answer> answer) : LocalServer
{
    /// <summary>The bodies of the requests, in order.</summary>
    public List<string> Bodies { get; } = [];

    protected override Task AnswerAsync(HttpContext context, byte[] body)
    {
        Bodies.Add(Encoding.UTF8.GetString(body));
        var (status, text) = answer(context.Request, Bodies[^1]);
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(text);
    }
}

/// <summary>An answer of a <see cref="ScriptedServer"/>.</summary>
internal sealed record Answer(int Status, string Text);
