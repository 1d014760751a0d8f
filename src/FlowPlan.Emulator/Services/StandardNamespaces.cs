using System.Text.Json.Nodes;

namespace FlowPlan.Emulator.Services;

/// <summary>The namespaces that every organization has.</summary>
internal static class StandardNamespaces
{
    private static readonly (long Id, string Code, string Name, string Type)[] Known =
    [
        (4, "ECID", "ECID", "COOKIE"),
        (6, "Email", "Email", "EMAIL"),
        (7, "Phone", "Phone", "PHONE"),
        (8, "WAID", "Windows AID", "DEVICE"),
        (9, "TNTID", "TNTID", "COOKIE"),
        (10, "AAID", "Adobe Analytics (Legacy ID)", "COOKIE"),
        (11, "Email_LC_SHA256", "Emails (SHA256, lowercased)", "EMAIL"),
        (411, "AdCloud", "AdCloud", "COOKIE"),
        (20914, "GAID", "Google Ad ID (GAID)", "DEVICE"),
        (20915, "IDFA", "Apple IDFA (ID for Advertisers)", "DEVICE"),
    ];

    /// <summary>All of them, each a new object.</summary>
    public static IEnumerable<JsonObject> All => Known.Select(n => new JsonObject
    {
        ["id"] = n.Id,
        ["code"] = n.Code,
        ["name"] = n.Name,
        ["idType"] = n.Type,
        ["description"] = n.Name,
        ["status"] = "ACTIVE",
        ["custom"] = false,
        ["createTime"] = 1_552_405_155_000,
        ["updateTime"] = 1_552_405_155_000,
    });
}
