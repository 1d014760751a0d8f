using FlowPlan.State.Tests.Contract;

namespace FlowPlan.State.Tests.Memory;

/// <summary>The engine that other tests use keeps the contract.</summary>
[TestFixture]
public sealed class MemoryDocumentTests : DocumentContract<MemoryHost>;

[TestFixture]
public sealed class MemoryJournalTests : JournalContract<MemoryHost>;

[TestFixture]
public sealed class MemoryLeaseTests : LeaseContract<MemoryHost>;

[TestFixture]
public sealed class MemoryStoreTests : StoreContract<EngineStoreHost<MemoryHost>>;
