using TypedModels.Generator.Model;

namespace TypedModels.Generator.Parsing;

/// <summary>The names that members made from keys cannot have.</summary>
internal static class ReservedNames
{
    /// <summary>The token of every method.</summary>
    public const string Token = "cancellationToken";

    private static readonly HashSet<string> s_ofWrappers =
    [
        "Contract", "ContractText", "Dispose", "DisposeAsync", "Fake", "Info", "Json", "JsonResults", "Load", "LoadAsync", "OnCalled", "OnLoaded", "Restore", "Save", "_session",
    ];

    private static readonly HashSet<string> s_ofObjects = ["Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    private static readonly HashSet<string> s_ofResults = ["ReadFrom", "WriteTo"];

    /// <summary>Whether every wrapper has a member of this name.</summary>
    public static bool IsOfWrappers(string name) => s_ofWrappers.Contains(name);

    /// <summary>Whose name it is already, as the end of a sentence; null when it is free for a method or a type of <paramref name="host"/>.</summary>
    public static string? OwnerOfMember(string name, HostModel host, bool isType)
    {
        if (s_ofWrappers.Contains(name))
        {
            return "is a member of every wrapper";
        }

        bool isUsers = host.MemberNames.Contains(name) || (isType && host.MethodNames.Contains(name));
        return OwnerOfObject(name)
            ?? (name == host.Name.TrimStart('@') ? "is the name of the class" : isUsers ? "is a member of the class already" : null);
    }

    /// <summary>Whose name it is already; null when it is free for a property of the results of <paramref name="signature"/>.</summary>
    public static string? OwnerOfProperty(string name, string signature) =>
        OwnerOfObject(name)
        ?? (s_ofResults.Contains(name) ? "is a member of every result" : name == signature + "Result" || name == signature + "Sizes" ? "is the name of the results' type" : null);

    /// <summary>Whose name it is already; null when it is free for a parameter of <paramref name="signature"/>.</summary>
    public static string? OwnerOfParameter(string name, string signature) =>
        name == Token ? "is the token that every method takes"
        : name == signature + "Result" || name == signature + "Sizes" ? "is the name of the results' type"
        : null;

    private static string? OwnerOfObject(string name) => s_ofObjects.Contains(name) ? "is a member of every object" : null;
}
