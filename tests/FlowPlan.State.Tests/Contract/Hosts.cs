using System.Reflection;
using System.Runtime.ExceptionServices;

namespace FlowPlan.State.Tests.Contract;

/// <summary>Makes the hosts of the contract.</summary>
internal static class Hosts
{
    /// <summary>Makes a host. That its server is not installed is reported as it is, so that the test is ignored and does not fail.</summary>
    public static THost Make<THost>()
        where THost : new()
    {
        try
        {
            return new();
        }
        catch (TargetInvocationException fault)
        {
            ExceptionDispatchInfo.Throw(fault.GetBaseException());
            throw;
        }
    }
}
