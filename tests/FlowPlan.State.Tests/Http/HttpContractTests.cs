using FlowPlan.State.Tests.Contract;

namespace FlowPlan.State.Tests.Http;

[TestFixture]
public sealed class HttpDocumentTests : DocumentContract<PlainHttpHost>;

[TestFixture]
public sealed class HttpJournalTests : JournalContract<PlainHttpHost>;

[TestFixture]
public sealed class HttpLeaseTests : LeaseContract<PlainHttpHost>;

[TestFixture]
public sealed class HttpStoreTests : StoreContract<EngineStoreHost<PlainHttpHost>>;

[TestFixture]
public sealed class GitLabDocumentTests : DocumentContract<GitLabHttpHost>;

[TestFixture]
public sealed class GitLabJournalTests : JournalContract<GitLabHttpHost>;

[TestFixture]
public sealed class GitLabLeaseTests : LeaseContract<GitLabHttpHost>;

[TestFixture]
public sealed class GitLabStoreTests : StoreContract<EngineStoreHost<GitLabHttpHost>>;

[TestFixture]
public sealed class HttpEncryptedStoreTests : StoreContract<EncryptedStoreHost<PlainHttpHost>>;
