using System.Runtime.InteropServices;
using TypedModels.Engines.Profiling;
using TypedModels.Runtime.Calls;
using TypedModels.Runtime.Shapes;

namespace TypedModels.Runtime;

public readonly ref partial struct ModelCall
{
    /// <summary>Gives every slot its value.</summary>
    internal void FeedSlots(ReadOnlySpan<FixedTensor> values)
    {
        var inputs = _lease.Binding.Inputs;
        int slots = inputs is [] ? 0 : inputs[^1].FirstSlot + ArgumentBinding.SlotsOf(inputs[^1].Contract);
        if (values.Length != slots)
        {
            throw new ArgumentException($"{values.Length} values were given for {slots} slots.", nameof(values));
        }

        foreach (var input in inputs)
        {
            for (int part = 0; part < ArgumentBinding.SlotsOf(input.Contract); part++)
            {
                values[input.FirstSlot + part].FeedTo(_lease.Frame, input.FirstSlot + part, input.SlotType(part));
            }
        }

        _lease.InputsGiven = _lease.Binding.Inputs.Length;
    }

    /// <summary>Runs the signature, and lets the engine write down what it does.</summary>
    internal void RunProfiled(CallProfile profile)
    {
        _lease.Frame.Profile(profile);
        try
        {
            Run();
        }
        finally
        {
            _lease.Frame.Profile(null);
        }
    }

    /// <summary>Copies every slot's value.</summary>
    internal FixedTensor[] FetchSlots()
    {
        var values = new List<FixedTensor>();
        foreach (var output in _lease.Binding.Outputs)
        {
            int slots = ArgumentBinding.SlotsOf(output.Contract);
            for (int part = 0; part < slots; part++)
            {
                values.Add(Fetch(output.FirstSlot + part, output.SlotType(part)));
            }
        }

        return [.. values];
    }

    private FixedTensor Fetch(int slot, DataType type)
    {
        long[] shape = _lease.Frame.OutputShape(slot).ToArray();
        int count = checked((int)ElementCount.Of(shape));
        if (type == DataType.String)
        {
            var texts = new byte[count][];
            for (int i = 0; i < count; i++)
            {
                texts[i] = _lease.Frame.OutputText(slot, i).ToArray();
            }

            return new FixedTensor(shape, texts);
        }

        int length = checked(count * DataTypes.SizeOf(type));
        return new FixedTensor(shape, length == 0 ? [] : MemoryMarshal.CreateReadOnlySpan(in _lease.Frame.Output(slot), length).ToArray());
    }
}
