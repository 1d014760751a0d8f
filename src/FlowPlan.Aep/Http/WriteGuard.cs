using System.Net;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Http;

/// <summary>
/// Asks, before each attempt of a call that may change something, whether it may still be sent: between the intent and an attempt there may
/// be minutes of retries, of waiting for a host that limits the rate of calls, and of requesting a token. A call with a body is asked for again
/// when it has its connection, just before it leaves.
/// </summary>
internal sealed class WriteGuard(Action ensure) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (CallState.Of(request).Request.IsRead)
            return base.SendAsync(request, cancellationToken);
        Ensure();
        if (request.Content is { } content and not GuardedContent)
            request.Content = new GuardedContent(content, Ensure);
        return base.SendAsync(request, cancellationToken);
    }

    private void Ensure()
    {
        try
        {
            ensure();
        }
        catch (DiagnosticException refusal)
        {
            // Whether an earlier attempt may have been carried out is for the transport to say.
            throw new ProviderException(refusal.Diagnostic, CallEffect.None, refusal);
        }
    }

    /// <summary>A body that is written only if the call may still be sent.</summary>
    private sealed class GuardedContent : HttpContent
    {
        private readonly HttpContent inner;
        private readonly Action ensure;

        public GuardedContent(HttpContent inner, Action ensure)
        {
            (this.inner, this.ensure) = (inner, ensure);
            foreach (var (name, values) in inner.Headers)
                Headers.TryAddWithoutValidation(name, values);
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            ensure();
            return inner.CopyToAsync(stream, context, cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = inner.Headers.ContentLength ?? 0;
            return inner.Headers.ContentLength is not null;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
