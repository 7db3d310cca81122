namespace TypedModels.Benchmarks;

/// <summary>What a user writes for speed: results into a buffer of the caller.</summary>
internal sealed class PredictIntoLoop(AddModel model) : Contestant("PredictInto")
{
    public override void Call(int calls)
    {
        for (int call = 0; call < calls; call++)
        {
            model.PredictInto(Sum, Left, Right);
        }
    }
}

/// <summary>What a user writes: results that are owned.</summary>
internal sealed class PredictLoop(AddModel model) : Contestant("Predict")
{
    public override void Call(int calls)
    {
        AddModel.PredictResult? result = null;
        for (int call = 0; call < calls; call++)
        {
            result = model.Predict(Left, Right);
        }

        result?.Sum.FlattenTo(Sum);
    }
}
