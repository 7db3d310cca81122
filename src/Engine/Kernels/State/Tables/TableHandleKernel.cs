using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Tables;

/// <summary>Gives the handle of a table.</summary>
internal sealed class TableHandleKernel : Kernel
{
    private readonly Tensor _handle;

    /// <summary>Makes the table, or finds the one that another node of the same shared name made.</summary>
    public TableHandleKernel(KernelNode node, TableDefinition definition)
    {
        if (definition.KeyType != DataType.String && !DataTypeSet.Integers.Contains(definition.KeyType) && definition.KeyType != DataType.Bool)
        {
            throw KernelNode.Unsupported($"A table with keys of {definition.KeyType.ToWord()}.");
        }

        if (definition.ValueType != DataType.String && DataTypes.SizeOf(definition.ValueType) == 0)
        {
            throw KernelNode.Unsupported($"A table with values of {definition.ValueType.ToWord()}.");
        }

        var table = node.Resources.GetOrAdd(VariableName.Of(node.Attributes, node.Name), name => new LookupTable(name, definition, node.Resources.Budget));
        _handle = table.Definition.Fits(definition)
            ? Tensor.CreateShared(DataType.Resource, Shape.Scalar, [table])
            : throw OperationException.InvalidArgument($"The table is shared with one of {table.Definition}, and is {definition} itself.");
    }

    public override void Run(KernelContext context) => context.Forward(0, _handle);
}
