using TypedModels.Formats.Operations;

namespace TypedModels.Formats.Transforms;

/// <summary>The names under which operations find what they share with others: variables, tables, queues.</summary>
internal static class SharedNames
{
    /// <summary>The attribute that gives the name.</summary>
    public const string Attribute = "shared_name";

    /// <summary>The attribute that gives the place where the name is looked up.</summary>
    public const string Container = "container";

    /// <summary>The name that means a resource of its own for each handle (<c>ResourceHandle::ANONYMOUS_NAME</c>, <c>tensorflow/core/framework/resource_handle.cc</c>).</summary>
    public const string Anonymous = "cd2c89b7-88b7-44c8-ad83-06c2a9158347";

    /// <summary>Whether operations of this type share something by name.</summary>
    public static bool AreOf(string operation) => OperationTable.Find(operation) is { IsStateful: true } definition && definition.Attributes.Any(attribute => attribute.Name == Attribute);

    /// <summary>Whether a node without a shared name shares under its own (<c>ContainerInfo::Init</c>, <c>tensorflow/core/framework/resource_mgr.cc</c>).</summary>
    /// <param name="operation">The type of operation.</param>
    /// <param name="attributes">The node's attributes.</param>
    public static bool IsNodeName(string operation, BoundAttributes attributes)
    {
        // The handle of a variable takes the attribute as it is; a table without a name is shared with nobody, unless it says so.
        return operation != "VarHandleOp" && attributes.Text(Attribute).Length == 0 && AreOf(operation)
            && (attributes.Find("use_node_name_sharing") is not { } byNodeName || byNodeName.Bool == true);
    }
}
