using TypedModels.Engine.Conformance.Cases;

namespace TypedModels.Engine.Conformance.Families;

/// <summary>From one element type to another.</summary>
internal sealed class CastCases : CaseFamily
{
    protected override void AddCases()
    {
        foreach (var from in AllTypes)
        {
            foreach (var to in AllTypes)
            {
                // A number that does not fit an integer is left open by C++, and by TensorFlow.
                var fitting = IsFloating(from) || IsComplex(from) ? Vector(from, 0, -0.0, 1, 1.5, 2.5, 3.99, 100.25, IsUnsigned(to) ? 7 : -1.5, IsUnsigned(to) ? 9 : -100.75) : Edges(from);
                Add("Cast", [fitting], ("DstT", to));
                if (IsFloating(to) || IsComplex(to) || to == DataType.Bool)
                {
                    Add("Cast", [Edges(from)], ("DstT", to));
                }

                Add("Cast", [Empty(from, 2, 0)], ("DstT", to));
                if (IsFloating(from) && IsFloating(to))
                {
                    Add("Cast", [Random(from, 41)], ("DstT", to), ("Truncate", true));
                }

                if (DataTypes.SizeOf(from) > 0 && DataTypes.SizeOf(to) > 0)
                {
                    AddBitcast(from, to);
                }
            }
        }
    }

    private void AddBitcast(DataType from, DataType to)
    {
        if (!Types("Bitcast").Contains(from) || !Types("Bitcast", "type").Contains(to))
        {
            return;
        }

        int ratio = Math.Max(1, DataTypes.SizeOf(to) / DataTypes.SizeOf(from));
        Add("Bitcast", [Random(from, 3, ratio)], ("type", to));
        Add("Bitcast", [Random(from, 3, 3)], ("type", to));
        Add("Bitcast", [Scalar(from, 1)], ("type", to));
        Add("Bitcast", [Empty(from, 0, ratio)], ("type", to));
    }
}
