using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TypedModels.Engines;
using TypedModels.Formats.Protobuf;

namespace TypedModels.Engine.Tests.Operations;

/// <summary>Runs one operation on the engine: a graph of placeholders and one node.</summary>
internal static class OperationRun
{
    /// <summary>The outputs that the engine gives for the inputs of a recorded run.</summary>
    public static RecordedValue[] Run(RecordedOperation recorded)
    {
        using var session = Open(recorded);
        using var frame = session.CreateFrame(0);
        Call(frame, recorded);
        return [.. recorded.Outputs.Select((output, i) => Fetch(frame, i, output.Type))];
    }

    /// <summary>The managed bytes that a call allocates once some have been made.</summary>
    public static long Allocation(RecordedOperation recorded)
    {
        const int WarmUps = 50, Calls = 200;
        using var session = Open(recorded);
        using var frame = session.CreateFrame(0);
        long before = 0;
        for (int i = 0; i < WarmUps + Calls; i++)
        {
            before = i == WarmUps ? GC.GetAllocatedBytesForCurrentThread() : before;
            Call(frame, recorded);
            frame.Clear();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
    }

    private static EngineSession Open(RecordedOperation recorded)
    {
        var model = new EngineModel
        {
            Name = recorded.Operation,
            Source = "memory",
            GraphDef = Graph(recorded),
            Signatures =
            [
                new EngineSignature(
                    "run",
                    [.. recorded.Inputs.Select((input, i) => new EngineTensor($"input{i}:0", input.Type))],
                    Outputs(recorded)),
            ],
        };
        return new ManagedEngine().Open(model, new ModelOptions(), _ => { }, CancellationToken.None);
    }

    private static void Call(CallFrame frame, RecordedOperation recorded)
    {
        for (int i = 0; i < recorded.Inputs.Count; i++)
        {
            Feed(frame, i, recorded.Inputs[i]);
        }

        frame.Run(default);
    }

    // Something must be fetched for the operation to run at all.
    private static EngineTensor[] Outputs(RecordedOperation recorded) => recorded.Outputs.Count == 0
        ? [new EngineTensor("operation:0", DataType.Float)]
        : [.. recorded.Outputs.Select((output, i) => new EngineTensor($"operation:{i}", output.Type))];

    private static byte[] Graph(RecordedOperation recorded)
    {
        var graph = new WireWriter();
        var node = new WireWriter().Text(1, "operation").Text(2, recorded.Operation);
        for (int i = 0; i < recorded.Inputs.Count; i++)
        {
            node.Text(3, $"input{i}");
            var type = new WireWriter().Varint(6, (long)recorded.Inputs[i].Type);
            graph.Message(1, new WireWriter().Text(1, $"input{i}").Text(2, "Placeholder").Message(5, new WireWriter().Text(1, "dtype").Message(2, type)));
        }

        // A NameAttrList has its attributes in field 2, a NodeDef has them in field 5.
        var attributes = new WireReader(recorded.Attributes, "NameAttrList");
        while (attributes.Next())
        {
            if (attributes.Field == 2)
            {
                node.Bytes(5, attributes.Bytes().Span);
            }
            else
            {
                attributes.Skip();
            }
        }

        return graph.Message(1, node).Message(4, new WireWriter().Varint(1, 1882)).ToArray();
    }

    private static void Feed(CallFrame frame, int slot, RecordedValue value)
    {
        if (value.Type == DataType.String)
        {
            frame.InputText(slot, value.Shape);
            for (int i = 0; i < value.Texts.Length; i++)
            {
                frame.SetText(slot, i, value.Texts[i]);
            }
        }
        else
        {
            ref byte first = ref frame.Input(slot, value.Shape);
            value.Bytes.CopyTo(MemoryMarshal.CreateSpan(ref first, value.Bytes.Length));
        }
    }

    private static RecordedValue Fetch(CallFrame frame, int slot, DataType type)
    {
        long[] shape = frame.OutputShape(slot).ToArray();
        long count = shape.Aggregate(1L, (product, length) => product * length);
        if (type == DataType.String)
        {
            return new RecordedValue(type, shape, [], [.. Enumerable.Range(0, (int)count).Select(i => frame.OutputText(slot, i).ToArray())]);
        }

        byte[] bytes = new byte[count * DataTypes.SizeOf(type)];
        if (bytes.Length > 0)
        {
            MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AsRef(in frame.Output(slot)), bytes.Length).CopyTo(bytes);
        }

        return new RecordedValue(type, shape, bytes, []);
    }
}
