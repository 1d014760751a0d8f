using System.Net;

namespace FlowPlan.Aep.Http;

/// <summary>The proxy of the process for all hosts but this machine: what may be sent to it unencrypted must not leave it.</summary>
internal sealed class RemoteProxy(IWebProxy proxy) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => proxy.Credentials;
        set => proxy.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => destination.IsLoopback ? null : proxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || proxy.IsBypassed(host);
}
