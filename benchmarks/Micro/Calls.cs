using BenchmarkDotNet.Attributes;
using TypedModels.Micro.Measuring;
using TypedModels.Micro.Running;
using TypedModels.Runtime;

namespace TypedModels.Micro;

/// <summary>What the layers around a plan add to it: one model that adds two vectors of three numbers, called in each of them.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class Calls
{
    private readonly float[] _x = [1, 2, 3], _y = [10, 20, 30], _sum = new float[3];
    private readonly AddFrame _plan = AddFrame.Load(), _frame = AddFrame.Load();
    private readonly AddModel _model = AddModel.Load(new ModelOptions { Engine = EngineKind.Managed });
    private ModelSession? _session;

    /// <summary>Calls once in each way, and looks at the answers.</summary>
    /// <exception cref="InvalidOperationException">An answer is wrong.</exception>
    [GlobalSetup]
    public void Check()
    {
        _session = ((IModelSessionSource)_model).Session;
        foreach (var call in (Action[])[Frame, Session, PredictInto])
        {
            _sum.AsSpan().Clear();
            call();
            if (_sum is not [11, 22, 33])
            {
                throw new InvalidOperationException($"The model adds wrongly: {string.Join(", ", _sum)}.");
            }
        }

        // Its arguments stay for the runs that are measured.
        _plan.Call(_x, _y, _sum);
        foreach (var call in (Action[])[Plan, Frame, Session, PredictInto, () => Predict()])
        {
            SteadyState.Reach(call);
        }
    }

    /// <summary>The plan alone, with arguments that are there.</summary>
    [Benchmark(Baseline = true)]
    public void Plan() => _plan.Run();

    /// <summary>The engine's frame: arguments in, the plan, the result out.</summary>
    [Benchmark]
    public void Frame() => _frame.Call(_x, _y, _sum);

    /// <summary>A call of the session, as generated code makes it.</summary>
    [Benchmark]
    public void Session()
    {
        using var call = _session!.Begin(0);
        call.Reserve(0, _sum.Length);
        call.Input<float>(0, _x);
        call.Input<float>(1, _y);
        call.Run();
        call.Results.Write(0, _sum);
    }

    /// <summary>The wrapper, with room for the result.</summary>
    [Benchmark]
    public void PredictInto() => _model.PredictInto(_sum, _x, _y);

    /// <summary>The wrapper, with a result of its own.</summary>
    [Benchmark]
    public object Predict() => _model.Predict(_x, _y);

    /// <summary>Unloads the model.</summary>
    [GlobalCleanup]
    public void Unload()
    {
        _plan.Dispose();
        _frame.Dispose();
        _model.Dispose();
    }
}
