using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Tables;

/// <summary>Gives the handle of a table that keeps one or two keys for itself; which ones is known when it runs first.</summary>
internal sealed class DenseTableHandleKernel(KernelNode node, TableDefinition definition) : Kernel
{
    private readonly string _name = VariableName.Of(node.Attributes, node.Name);
    private volatile TableHandleKernel? _made;

    public override void Run(KernelContext context) => (_made ??= new TableHandleKernel(node, definition with { Reserved = Reserved(context) })).Run(context);

    private Tensor Reserved(KernelContext context)
    {
        var keys = new Tensor();
        context.Allocate(keys, definition.KeyType, new Shape(context.InputCount));
        for (int i = 0; i < context.InputCount; i++)
        {
            var key = context.Input(i);
            if (key.Count != 1 || key.Type != definition.KeyType)
            {
                throw OperationException.InvalidArgument($"A key that the table '{_name}' keeps for itself is a {definition.KeyType.ToWord()}, and {key} is given.");
            }

            if (definition.KeyType == DataType.String)
            {
                keys.WritableTexts[i] = key.Texts[0].ToArray();
            }
            else
            {
                int size = DataTypes.SizeOf(definition.KeyType);
                key.Bytes.CopyTo(keys.WritableBytes[(i * size)..]);
            }
        }

        var shared = keys.ToShared(budget: null);
        keys.Release();
        return shared;
    }
}
