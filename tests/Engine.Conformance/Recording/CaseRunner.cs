using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TypedModels.Engine.Conformance.Cases;
using TypedModels.Engines;

namespace TypedModels.Engine.Conformance.Recording;

/// <summary>Asks an engine.</summary>
internal sealed class CaseRunner(ModelEngine engine)
{
    // What the engines say when they have no kernel for an operation, or for an element type.
    private static readonly string[] s_unsupported = ["No OpKernel was registered", "has constraint on attr", "managed engine does not have", "managed engine, which does not have"];

    private readonly ModelOptions _options = new();

    /// <summary>Runs a case in a session of its own.</summary>
    public Answer Run(Case question)
    {
        try
        {
            using var session = engine.Open(question.Model, _options, _ => { }, CancellationToken.None);
            using var frame = session.CreateFrame(0);
            return new Answer { Kind = AnswerKind.Values, Runs = [.. Enumerable.Range(0, question.Runs).Select(_ => Run(question, frame))] };
        }
        catch (ModelRunException e)
        {
            return Refusal(e.Code, e.Message);
        }
        catch (ModelLoadException e)
        {
            return e.InnerException switch
            {
                TensorFlow.Interop.TensorFlowException inner => Refusal(inner.Code, inner.Message, AnswerKind.Unloadable),
                OperationException inner => Refusal(inner.Code, inner.Message),
                _ => Refusal(ModelErrorCode.InvalidArgument, e.Message),
            };
        }
    }

    private static Value[] Run(Case question, CallFrame frame)
    {
        for (int slot = 0; slot < question.Inputs.Count; slot++)
        {
            Write(frame, slot, question.Inputs[slot].Value);
        }

        frame.Run(default);
        Value[] values = [.. question.Outputs.Select((output, slot) => Read(frame, slot, output.DataType))];
        frame.Clear();
        return values;
    }

    private static void Write(CallFrame frame, int slot, Value value)
    {
        if (value.Texts is null)
        {
            value.Bytes.CopyTo(MemoryMarshal.CreateSpan(ref frame.Input(slot, value.Shape), value.Bytes.Length));
            return;
        }

        frame.InputText(slot, value.Shape);
        for (int i = 0; i < value.Texts.Length; i++)
        {
            frame.SetText(slot, i, value.Texts[i]);
        }
    }

    private static Value Read(CallFrame frame, int slot, DataType type)
    {
        long[] shape = frame.OutputShape(slot).ToArray();
        int count = shape.Aggregate(1, (product, dimension) => checked(product * (int)dimension));
        if (type == DataType.String)
        {
            byte[][] texts = new byte[count][];
            for (int i = 0; i < count; i++)
            {
                texts[i] = frame.OutputText(slot, i).ToArray();
            }

            return new Value(type, shape, [], texts);
        }

        int length = count * DataTypes.SizeOf(type);
        return new Value(type, shape, length == 0 ? [] : MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AsRef(in frame.Output(slot)), length).ToArray());
    }

    private static Answer Refusal(ModelErrorCode code, string message, AnswerKind kind = AnswerKind.Error)
    {
        bool isUnsupported = s_unsupported.Any(text => message.Contains(text, StringComparison.Ordinal));
        string line = message.Split('\n')[0];
        return new Answer { Kind = isUnsupported ? AnswerKind.NoKernel : kind, Code = code, Message = line.Length <= 200 ? line : line[..200] };
    }
}
