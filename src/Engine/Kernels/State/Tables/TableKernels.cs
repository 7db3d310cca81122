using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.State.Tables;

/// <summary>Lookup tables. The operations of TensorFlow 1 take references where the later ones take handles; here both are handles.</summary>
internal static class TableKernels
{
    /// <summary>Adds the family's rows.</summary>
    public static void AddTo(KernelTable table)
    {
        table.Add(["HashTable", "HashTableV2", "AnonymousHashTable"], node => new TableHandleKernel(node, Define(node, Shape.Scalar, isMutable: false)), row => row.Handle());
        table.Add(["MutableHashTable", "MutableHashTableV2", "AnonymousMutableHashTable"], node => new TableHandleKernel(node, Define(node, Shape.Scalar, isMutable: true)), row => row.Handle());
        table.Add(
            ["MutableHashTableOfTensors", "MutableHashTableOfTensorsV2", "AnonymousMutableHashTableOfTensors"],
            node => new TableHandleKernel(node, Define(node, ValueShape(node), isMutable: true)),
            row => row.Handle());
        table.Add(
            ["MutableDenseHashTable", "MutableDenseHashTableV2", "AnonymousMutableDenseHashTable"],
            node => new DenseTableHandleKernel(node, Define(node, ValueShape(node), isMutable: true)),
            row => row.Impure());
        table.Add(["LookupTableFind", "LookupTableFindV2"], _ => new TableFindKernel(), row => row.Impure());
        table.Add(["LookupTableSize", "LookupTableSizeV2"], _ => new ActionKernel(Size), row => row.Impure());
        table.Add(["InitializeTable", "InitializeTableV2"], _ => new ActionKernel(Initialise), row => row.Impure());
        table.Add(["InitializeTableFromTextFile", "InitializeTableFromTextFileV2"], node => new TextFileKernel(node), row => row.Impure());
        table.Add(["LookupTableInsert", "LookupTableInsertV2"], _ => new ActionKernel(Insert), row => row.Impure());
        table.Add(["LookupTableImport", "LookupTableImportV2"], _ => new ActionKernel(Import), row => row.Impure());
        table.Add("LookupTableRemoveV2", _ => new ActionKernel(Remove)).Impure();
        table.Add(["LookupTableExport", "LookupTableExportV2"], _ => new ActionKernel(context => Handles.Of<LookupTable>(context.Input(0)).Export(context)), row => row.Impure());
    }

    private static TableDefinition Define(KernelNode node, in Shape valueShape, bool isMutable) => new(node.Type("key_dtype"), node.Type("value_dtype"), valueShape, isMutable);

    private static Shape ValueShape(KernelNode node) =>
        node.Shape("value_shape") is { IsFullyKnown: true } shape ? Shape.From(shape.Dimensions.AsSpan()) : throw OperationException.InvalidArgument("The values of a table have a known shape.");

    private static void Size(KernelContext context) => context.Output(0, Shape.Scalar).WritableSpan<long>()[0] = Handles.Of<LookupTable>(context.Input(0)).Count;

    private static void Initialise(KernelContext context)
    {
        var table = Handles.Of<LookupTable>(context.Input(0));
        var (keys, values) = (context.Input(1), context.Input(2));
        if (keys.Rank != 1)
        {
            throw OperationException.InvalidArgument($"Keys must be a vector, but received shape {keys.Shape}");
        }

        TableTypes.RequireValues(table, keys, values);
        if (table.Definition.IsMutable)
        {
            throw OperationException.InvalidArgument("A table that may change is filled by LookupTableImport or LookupTableInsert, not initialised.");
        }

        table.Initialise(keys, values);
    }

    private static void Insert(KernelContext context)
    {
        var table = RequireMutable(context);
        TableTypes.RequireValues(table, context.Input(1), context.Input(2));
        table.Insert(context.Input(1), context.Input(2));
    }

    // Saved models fill the tables in this way that are filled once.
    private static void Import(KernelContext context)
    {
        var table = Handles.Of<LookupTable>(context.Input(0));
        TableTypes.RequireValues(table, context.Input(1), context.Input(2));
        if (table.Definition.IsMutable)
        {
            table.Import(context.Input(1), context.Input(2));
        }
        else
        {
            table.Initialise(context.Input(1), context.Input(2));
        }
    }

    private static void Remove(KernelContext context)
    {
        var table = RequireMutable(context);
        TableTypes.Require(table, context.Input(1), table.Definition.ValueType);
        table.Remove(context.Input(1));
    }

    private static LookupTable RequireMutable(KernelContext context)
    {
        var table = Handles.Of<LookupTable>(context.Input(0));
        return table.Definition.IsMutable ? table : throw OperationException.Unimplemented("Insert not supported by HashTable implementations");
    }
}
