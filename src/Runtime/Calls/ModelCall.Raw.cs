using System.Runtime.InteropServices;
using TypedModels.Runtime.Calls;

namespace TypedModels.Runtime;

public readonly ref partial struct ModelCall
{
    /// <summary>Gives every slot its value.</summary>
    internal void FeedSlots(ReadOnlySpan<FixedTensor> values)
    {
        for (int slot = 0; slot < values.Length; slot++)
        {
            values[slot].FeedTo(_lease.Frame, slot);
        }

        _lease.InputsGiven = _lease.Binding.Inputs.Length;
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
        int count = checked((int)shape.Aggregate(1L, (product, length) => checked(product * length)));
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
