using FlowPlan.Emulator.Storage;
using Microsoft.AspNetCore.Http;

namespace FlowPlan.Emulator.Hosting;

/// <summary>
/// Runs an endpoint as one transaction, and one endpoint at a time: SQLite has one writer anyway, and so every response
/// shows a consistent state. An endpoint that throws changes nothing.
/// </summary>
internal sealed class TransactionFilter(ObjectStore store) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        store.InTransactionAsync(() => next(context));
}
